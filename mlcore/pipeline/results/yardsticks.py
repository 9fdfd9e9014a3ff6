"""Whose residuals a range is told from, and how the possible answers compare."""

from dataclasses import dataclass

# Fewer tell too little of the ends of a range.
FEWEST_NEAREST = 60


@dataclass(frozen=True)
class Yardstick:
    """`nearest` is the share of the rows that count, those predicted most alike; 0 where all count everywhere."""

    nearest: float

    @property
    def is_local(self) -> bool:
        return self.nearest > 0

    def count(self, rows: int) -> int:
        """How many of so many rows."""
        return max(FEWEST_NEAREST, round(rows * self.nearest)) if self.is_local else rows


@dataclass(frozen=True)
class Tried:
    """An interval score in units of the target; smaller is better."""

    yardstick: Yardstick
    score: float


@dataclass(frozen=True)
class Chosen:
    """The yardstick that is used, and all that were tried, the constant one first."""

    yardstick: Yardstick
    tried: tuple[Tried, ...]
