"""What a range would be with one more input known, as facts. Standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """The 80 % range with `field` known and all else as it is, at the same predicted value, in units of the target.

    `is_sure` says that it is as wide at another value, too: no end lies at a bound of the target, and ranges do not
    differ from student to student.
    """

    field: str
    low: float
    high: float
    is_sure: bool

    @property
    def width(self) -> float:
        return self.high - self.low
