"""What a range would be with one more input known."""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.levels import LEVELS, NARROW
from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.rows.arrays import Floats


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
