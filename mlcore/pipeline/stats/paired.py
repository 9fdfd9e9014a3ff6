"""Two predictions of the same rows beside each other."""

import numpy as np

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.estimates import DRAWS, MOST_RESAMPLED
from mlcore.pipeline.stats.intervals import NORMAL_QUANTILE


def rmse_gap(off: Floats, other: Floats, random: np.random.Generator) -> Estimate:
    """RMSE of errors `off` (n,) minus that of the errors `other` (n,) of the same rows, with its 95 % interval.

    Rows are drawn in pairs: percentiles of the bootstrap (Efron and Tibshirani 1993), of many rows the interval by the
    delta method.
    """
    squares = np.stack([off**2, other**2])
    one, two = np.sqrt(squares.mean(axis=1))
    gap, n = float(one - two), len(off)
    if n > MOST_RESAMPLED and one and two:
        slopes = squares[0] / (2 * one) - squares[1] / (2 * two)
        half = NORMAL_QUANTILE * float(slopes.std(ddof=1)) / n**0.5
        return Estimate(gap, gap - half, gap + half)
    drawn = random.integers(0, n, (DRAWS, n))
    first, second = (np.sqrt(row[drawn].mean(axis=1)) for row in squares)
    low, high = np.quantile(first - second, [0.025, 0.975])
    return Estimate(gap, float(low), float(high))
