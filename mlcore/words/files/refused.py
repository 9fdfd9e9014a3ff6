"""What is said of cells that were refused: a few one by one, many of one kind in one line."""

from mlcore.pipeline.files.cells.found import CODES
from mlcore.pipeline.files.refusals import Refusal, RefusedKind
from mlcore.pipeline.schema import plain
from mlcore.words import numbers
from mlcore.words.names import listed

KNOWN_CODES = set(map(plain, CODES))


def lines(kind: RefusedKind, most_alike: int) -> list[str]:
    """One line per cell up to `most_alike` of them; for more one line with an example, a count and the remedy."""
    if kind.cells <= most_alike:
        return [str(problem) for problem in kind.examples]
    values = [f'"{value}"' + (f" ({numbers.count(count)} times)" if count > 1 else "") for value, count in kind.values]
    others = f"; among them {listed(values)}" if kind.is_of_few_values else ""
    return [f"{kind.examples[0]}; and {numbers.count(kind.cells - 1)} more cells of this column{others}{_remedy(kind)}"]


def _remedy(kind: RefusedKind) -> str:
    first = kind.examples[0]
    words = [value for value, _ in kind.values if _may_mean_nothing(value, first.refusal)]
    if not words or not kind.is_of_few_values or first.field is None:
        return ""
    listing = ", ".join(f'"{word}"' for word in words)
    remedy = f". What means 'not known' can be named in the schema: unknown = [{listing}]"
    return f"{remedy}; other ways to write a choice under spellings" if first.refusal is Refusal.NO_CHOICE else remedy


def _may_mean_nothing(value: str, refusal: Refusal) -> bool:
    if refusal is Refusal.OUT_OF_BOUNDS:
        return value in KNOWN_CODES
    return refusal in (Refusal.NO_NUMBER, Refusal.NO_CHOICE, Refusal.PERCENT) and '"' not in value
