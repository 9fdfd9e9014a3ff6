"""Groups of students by one field, as facts: mlcore.words.groups says them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class NumberBand:
    """Students whose number lies between two; both ends belong to it."""

    low: float
    high: float


@dataclass(frozen=True)
class Bound:
    """Students whose number is at least or at most this."""

    side: Literal["least", "most"]
    value: float


# A text is a choice. Of a number, it is what a release up to 0.1 stored: its band or bound, already put into words.
Side = Bound | str
# None holds those whose value is not known.
Group = NumberBand | str | None
