"""Both ends of a 95 % interval, without a library."""

from typing import NamedTuple


class Interval(NamedTuple):
    low: float
    high: float
