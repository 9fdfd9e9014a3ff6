"""What a range would be with one more input known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.levels import LEVELS, NARROW
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.rows.arrays import Floats


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


def narrowings(
    ranges: HalfWidths | PredictiveSystem, missing: Sequence[str], value: float, bounds: tuple[float, float]
) -> tuple[Narrowed, ...] | None:
    """Of each missing input, the narrowest range first; `missing` has them in the order of the fields. None for bundles
    up to format 2, which measured no gap alone."""
    ends = ranges.ends_around(frozenset(missing), value)
    if ends is None:
        return None
    served = value + ends[1:, LEVELS.index(NARROW)]
    clipped = np.clip(served, *bounds)
    sure = (served == clipped).all(axis=1) & ranges.is_constant
    found = map(_narrowed, missing, clipped, sure)
    return tuple(sorted(found, key=lambda one: one.width))


def _narrowed(field: str, ends: Floats, is_sure: np.bool_) -> Narrowed:
    low, high = ends.tolist()
    return Narrowed(field=field, low=low, high=high, is_sure=bool(is_sure))
