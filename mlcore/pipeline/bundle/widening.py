"""By how much each gap of a row widens its range."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from mlcore.pipeline.bundle.row_warnings import RowWarning
from mlcore.pipeline.distribution.half_widths import HalfWidths
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.distribution.spread import Missing


@dataclass(frozen=True)
class Widening:
    """`smallest` is what shows when a score is said as people say it."""

    ranges: HalfWidths | PredictiveSystem
    bounds: tuple[float, float]
    smallest: float

    def told(self, warnings: Iterable[RowWarning], value: float, missing: Missing) -> tuple[RowWarning, ...]:
        """With what each gap adds to the range; they are in the order of the fields."""
        ends = self.ranges.ends_around(missing, value)
        if ends is None:
            wider = {slug: self._is_wider(frozenset([slug])) for slug in missing}
            return tuple(replace(one, widens=wider[one.field]) if one.field in wider else one for one in warnings)
        low, high = self.bounds
        widths = np.minimum(high, value + ends[..., 1]) - np.maximum(low, value + ends[..., 0])
        by = iter((widths[0] - widths[1:]).max(axis=1).tolist())
        return tuple(self._wider(one, next(by)) if one.field in missing else one for one in warnings)

    def _wider(self, warning: RowWarning, by: float) -> RowWarning:
        return replace(warning, widens=by >= self.smallest, wider_by=by)

    def _is_wider(self, missing: Missing) -> bool:
        """As bundles up to format 2 have it: whatever else is missing, and by however little."""
        complete, lacking = (self.ranges.ends(gaps, 0.0) for gaps in (frozenset[str](), missing))
        return any(lacking[level][1] > complete[level][1] for level in complete)
