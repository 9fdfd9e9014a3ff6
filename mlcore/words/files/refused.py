"""What is said of cells that were refused: a few one by one, many of one kind in one line."""

from collections.abc import Hashable, Sequence

from mlcore.pipeline.files.cells.found import CODES
from mlcore.pipeline.files.refusals import Refusal, RefusedKind
from mlcore.pipeline.schema import plain
from mlcore.words import numbers
from mlcore.words.names import listed, some

KNOWN_CODES = set(map(plain, CODES))


def lines(kinds: Sequence[RefusedKind], most_alike: int) -> list[str]:
    """One line per cell up to `most_alike` of a column; for more one line with an example, a count and the remedy.
    Columns where the same words stand that are no slips share it."""
    alike: dict[Hashable, list[RefusedKind]] = {}
    for kind in kinds:
        is_same = kind.cells > most_alike and kind.is_of_few_values
        alike.setdefault(_what_is_wrong(kind) if is_same else kind.examples, []).append(kind)
    return [line for same in alike.values() for line in _lines(same, most_alike)]


def _what_is_wrong(kind: RefusedKind) -> Hashable:
    first = kind.examples[0]
    return first.refusal, first.expected, frozenset(value for value, _ in kind.values)


def _lines(same: Sequence[RefusedKind], most_alike: int) -> list[str]:
    kind, *others = same
    if kind.cells <= most_alike:
        return [str(problem) for problem in kind.examples]
    return [f"{_one_line(kind)}{_remedy(kind)}{_in_others(others)}"]


def _one_line(kind: RefusedKind) -> str:
    values = [f'"{value}"' + (f" ({numbers.count(count)} times)" if count > 1 else "") for value, count in kind.values]
    others = f"; among them {listed(values)}" if kind.is_of_few_values else ""
    return f"{kind.examples[0]}; and {numbers.count(kind.cells - 1)} more cells of this column{others}"


def _in_others(others: Sequence[RefusedKind]) -> str:
    if not others:
        return ""
    columns = some([kind.examples[0].column for kind in others])
    cells = numbers.count(sum(kind.cells for kind in others))
    return f". The same in {cells} cells of {'another column' if len(others) == 1 else 'other columns'}: {columns}"


def _remedy(kind: RefusedKind) -> str:
    first = kind.examples[0]
    words = [value for value, _ in kind.values if _may_mean_nothing(value, first.refusal)]
    if not words or not kind.is_of_few_values or first.field is None:
        return ""
    listing = ", ".join(f'"{word}"' for word in words)
    unknown = f"unknown = [{listing}]"
    if first.refusal is Refusal.NO_CHOICE:
        return (
            f". The schema can name other ways to write a choice (spellings), new choices, and 'not known': {unknown}"
        )
    return f". What means 'not known' can be named in the schema: {unknown}"


def _may_mean_nothing(value: str, refusal: Refusal) -> bool:
    if refusal is Refusal.OUT_OF_BOUNDS:
        return value in KNOWN_CODES
    return refusal in (Refusal.NO_NUMBER, Refusal.NO_CHOICE, Refusal.PERCENT) and '"' not in value
