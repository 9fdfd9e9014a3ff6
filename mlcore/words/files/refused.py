"""What is said of cells that were refused: a few one by one, many of one kind in one line."""

from collections.abc import Hashable, Sequence

from mlcore.pipeline.files.cells.found import CODES
from mlcore.pipeline.files.refusals import Refusal, RefusedKind
from mlcore.pipeline.messages import N_, NN_, Message, Value, message
from mlcore.pipeline.schema import plain
from mlcore.words.files.told import figure, listed, some
from mlcore.words.said import said

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
    return first.refusal, str(first.expecting), frozenset(value for value, _ in kind.values)


def _lines(same: Sequence[RefusedKind], most_alike: int) -> list[str]:
    kind, *others = same
    if kind.cells <= most_alike:
        return [said(problem.message) for problem in kind.examples]
    return [
        said(
            message(
                "%(line)s%(remedy)s%(others)s", line=_one_line(kind), remedy=_remedy(kind), others=_in_others(others)
            )
        )
    ]


def _one_line(kind: RefusedKind) -> Message:
    facts: dict[str, Value] = {"example": kind.examples[0].message, "count": figure(kind.cells - 1)}
    if not kind.is_of_few_values:
        return message(N_("%(example)s; and %(count)s more cells of this column"), **facts)
    template = N_("%(example)s; and %(count)s more cells of this column; among them %(values)s")
    return message(template, **facts, values=listed([_value(value, count) for value, count in kind.values]))


def _value(value: str, count: int) -> Message:
    if count > 1:
        return message(N_('"%(value)s" (%(count)s times)'), value=value, count=figure(count))
    return message('"%(value)s"', value=value)


def _in_others(others: Sequence[RefusedKind]) -> Message | str:
    if not others:
        return ""
    columns = some([kind.examples[0].column for kind in others])
    template = NN_(
        ". The same in %(cells)s cells of another column: %(columns)s",
        ". The same in %(cells)s cells of other columns: %(columns)s",
    )
    return message(template, count=len(others), cells=figure(sum(kind.cells for kind in others)), columns=columns)


def _remedy(kind: RefusedKind) -> Message | str:
    first = kind.examples[0]
    words = [value for value, _ in kind.values if _may_mean_nothing(value, first.refusal)]
    if not words or not kind.is_of_few_values or first.field is None:
        return ""
    listing = ", ".join(f'"{word}"' for word in words)
    unknown = f"unknown = [{listing}]"  # not for readers
    if first.refusal is Refusal.NO_CHOICE:
        other_ways = N_(
            ". The schema can name other ways to write a choice (spellings), new choices, and 'not known': %(unknown)s"
        )
        return message(other_ways, unknown=unknown)
    return message(N_(". What means 'not known' can be named in the schema: %(unknown)s"), unknown=unknown)


def _may_mean_nothing(value: str, refusal: Refusal) -> bool:
    if refusal is Refusal.OUT_OF_BOUNDS:
        return value in KNOWN_CODES
    return refusal in (Refusal.NO_NUMBER, Refusal.NO_CHOICE, Refusal.PERCENT) and '"' not in value
