"""A score compared with another number: correlation, straight line, binned means and a thinned scatter."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import ALL_THE_SAME, NOT_ENOUGH_ROWS, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats import intervals

MOST_POINTS = 500
MOST_BINS = 10


@dataclass(frozen=True)
class TrendPoint:
    """Mean of the target, with its 95 % interval, over the students whose field lies between `start` and `end`."""

    start: float
    end: float
    centre: float
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class NumberComparison:
    """One number field against another. r with its 95 % interval; slope in target units per unit of the field."""

    field: str
    target: str
    n: int
    r: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    slope: float | None = None
    intercept: float | None = None
    quartiles: tuple[float, float] | None = None
    trend: tuple[TrendPoint, ...] = ()
    scatter: tuple[tuple[float, float], ...] = ()
    note: str = ""
    kind: Literal["numbers"] = "numbers"


def compare_numbers(frame: pd.DataFrame, field: Field, target: Field) -> NumberComparison:
    """Over the rows where both are known; nothing is shown of fewer than 10 of them."""
    x, y = intervals.known_pairs(numbers(frame, field), numbers(frame, target))
    if len(x) < SMALLEST_GROUP:
        return NumberComparison(field.slug, target.slug, len(x), note=NOT_ENOUGH_ROWS)
    r = intervals.pearson(x, y)
    low, high = (None, None) if r is None else intervals.fisher_interval(r, len(x))
    slope = None if r is None else r * float(y.std() / x.std())
    return NumberComparison(
        field=field.slug,
        target=target.slug,
        n=len(x),
        r=r,
        low=low,
        high=high,
        p_value=None if r is None else intervals.correlation_test(r, len(x)),
        slope=slope,
        intercept=None if slope is None else float(y.mean() - slope * x.mean()),
        quartiles=(float(np.quantile(x, 0.25)), float(np.quantile(x, 0.75))),
        trend=binned_means(x, y),
        scatter=thinned(x, y),
        note=ALL_THE_SAME if r is None else "",
    )


def binned_means(x: Numbers, y: Numbers) -> tuple[TrendPoint, ...]:
    """Means over at most 10 bins with about as many students each; bins of fewer than 10 are left out."""
    count = min(MOST_BINS, len(x) // SMALLEST_GROUP)
    edges = np.unique(np.quantile(x, np.linspace(0, 1, count + 1)))
    places = np.searchsorted(edges[1:-1], x, side="right")
    bins = [places == place for place in range(max(1, len(edges) - 1))]
    return tuple(_trend_point(x[inside], y[inside]) for inside in bins if inside.sum() >= SMALLEST_GROUP)


def thinned(x: Numbers, y: Numbers) -> tuple[tuple[float, float], ...]:
    """At most 500 points, the same ones for the same rows; drawn, not every k-th, as files are often sorted."""
    chosen = np.arange(len(x))
    if len(x) > MOST_POINTS:
        chosen = np.sort(np.random.default_rng(0).choice(len(x), MOST_POINTS, replace=False))
    return tuple(zip(x[chosen].tolist(), y[chosen].tolist(), strict=True))


def _trend_point(x: Numbers, y: Numbers) -> TrendPoint:
    low, high = intervals.mean_interval(y)
    ends = float(x.min()), float(x.max())
    return TrendPoint(*ends, centre=float(x.mean()), n=len(x), mean=float(y.mean()), low=low, high=high)
