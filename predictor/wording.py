"""What a prediction says, in words for teachers: ranges first, whole numbers, no causes."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, Value

WHOLE_NUMBERS_FROM = 20  # points between the bounds; a scale of 0 to 4 needs a decimal to say anything


@dataclass(frozen=True)
class Entered:
    """One field and what was entered for it; `shown` is empty where nothing is known."""

    field: Field
    shown: str


def subject(target: Field) -> str:
    """'Maths score' is scored in maths, 'Final grade' in the final grade."""
    words = target.label.split()
    if words[-1].casefold() == "score" and len(words) > 1:
        return _small(" ".join(words[:-1]))
    return "the " + _small(target.label)


def _small(label: str) -> str:
    first = label.split(maxsplit=1)[0]
    return label if first.isupper() and len(first) > 1 else label[0].lower() + label[1:]


def points(number: float, target: Field) -> str:
    """A score as people say it."""
    low, high = target.minimum or 0.0, target.maximum or 0.0
    return f"{number:.0f}" if high - low >= WHOLE_NUMBERS_FROM else f"{number:.1f}"


def signed(number: float) -> str:
    """A contribution with its sign, one decimal so that the column adds up; no minus before zero."""
    rounded = round(number, 1) + 0.0
    return f"{rounded:+.1f}".replace("-", "\u2212") if rounded else "0.0"


def shown(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def entered(fields: tuple[Field, ...], answers: Mapping[str, Value]) -> list[Entered]:
    return [Entered(field, shown(answers.get(field.slug))) for field in fields]
