"""A figure and its interval as a dot on a line, on an axis that several rows share."""

from collections.abc import Iterable
from dataclasses import dataclass

from mlcore.pipeline.results.scores import Estimate
from predictor.charts.scale import Scale, round_scale


@dataclass(frozen=True)
class IntervalMark:
    """Places in percent of the width; `zero` where the axis has one."""

    at: str
    start: str
    width: str
    zero: str | None


def shared_scale(estimates: Iterable[Estimate | None], *, from_zero: bool = False) -> Scale | None:
    """Holds every interval; None where there is nothing to draw."""
    known = [estimate for estimate in estimates if estimate]
    if not known:
        return None
    low, high = min(estimate.low for estimate in known), max(estimate.high for estimate in known)
    return round_scale(min(low, 0.0), max(high, 0.0)) if from_zero else round_scale(low, high)


def interval_mark(estimate: Estimate | None, scale: Scale | None) -> IntervalMark | None:
    """None for a figure that lies off the axis, which only a line that is not to set the scale may do."""
    if not estimate or not scale or not scale.low <= estimate.mean <= scale.high:
        return None
    has_zero = scale.low <= 0 <= scale.high
    return IntervalMark(
        at=scale.x(estimate.mean),
        start=scale.x(estimate.low),
        width=scale.width(estimate.low, estimate.high),
        zero=scale.x(0) if has_zero else None,
    )
