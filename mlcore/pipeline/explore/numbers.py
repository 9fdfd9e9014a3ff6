"""A score compared with another number: correlation, straight line, binned means and a thinned scatter."""

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.results import ALL_THE_SAME, NOT_ENOUGH_ROWS, BinnedMean, NumberComparison, StraightLine
from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.columns import numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stats import intervals
from mlcore.pipeline.stats.interval import Interval

MOST_POINTS = 500
MOST_BINS = 10


def compare_numbers(frame: pd.DataFrame, field: Field, target: Field) -> NumberComparison:
    """Over the rows where both are known; nothing is shown of fewer than 10 of them."""
    x, y = intervals.known_pairs(numbers(frame, field), numbers(frame, target))
    if len(x) < SMALLEST_GROUP:
        return NumberComparison(field=field.slug, target=target.slug, n=len(x), note=NOT_ENOUGH_ROWS)
    line = straight_line(x, y)
    return NumberComparison(
        field=field.slug,
        target=target.slug,
        n=len(x),
        line=line,
        binned=binned_means(x, y),
        scatter=thinned(x, y),
        note=ALL_THE_SAME if line is None else None,
    )


def straight_line(x: Numbers, y: Numbers) -> StraightLine | None:
    """Of at least four pairs; None where one side does not vary."""
    r = intervals.pearson(x, y)
    if r is None:
        return None
    slope = r * float(y.std() / x.std())
    return StraightLine(
        r=r,
        interval=intervals.fisher_interval(r, len(x)),
        p_value=intervals.correlation_test(r, len(x)),
        slope=slope,
        intercept=float(y.mean() - slope * x.mean()),
        quartiles=Interval(*np.quantile(x, [0.25, 0.75]).tolist()),
    )


def binned_means(x: Numbers, y: Numbers) -> tuple[BinnedMean, ...]:
    """Means over at most 10 bins with about as many students each; bins of fewer than 10 are left out."""
    count = min(MOST_BINS, len(x) // SMALLEST_GROUP)
    edges = np.unique(np.quantile(x, np.linspace(0, 1, count + 1)))
    places = np.searchsorted(edges[1:-1], x, side="right")
    bins = [places == place for place in range(max(1, len(edges) - 1))]
    return tuple(_binned_mean(x[inside], y[inside]) for inside in bins if inside.sum() >= SMALLEST_GROUP)


def thinned(x: Numbers, y: Numbers) -> tuple[tuple[float, float], ...]:
    """At most 500 points, the same ones for the same rows; drawn, not every k-th, as files are often sorted."""
    chosen = np.arange(len(x))
    if len(x) > MOST_POINTS:
        chosen = np.sort(np.random.default_rng(0).choice(len(x), MOST_POINTS, replace=False))
    return tuple(zip(x[chosen].tolist(), y[chosen].tolist(), strict=True))


def _binned_mean(x: Numbers, y: Numbers) -> BinnedMean:
    return BinnedMean(
        start=float(x.min()),
        end=float(x.max()),
        centre=float(x.mean()),
        n=len(x),
        mean=float(y.mean()),
        interval=intervals.mean_interval(y),
    )
