"""Figures with their 95 % intervals: of a share, of a figure without each fold, and of means by resampling."""

import numpy as np

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.intervals import NORMAL_QUANTILE, t_quantile

DRAWS = 1_000
# The bootstrap of a mean over more rows than this is its normal interval to every digit shown, and costs gigabytes.
MOST_RESAMPLED = 2_000


def wilson(inside: Floats) -> Estimate:
    """Share of ones in an array of shape (n,), with the 95 % interval of Wilson (1927), which stays within 0 and 1."""
    n, share, z = len(inside), float(inside.mean()), NORMAL_QUANTILE
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * ((share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5) / (1 + z**2 / n)
    return Estimate(share, max(0.0, centre - half), min(1.0, centre + half))


def jackknife(value: float, left_out: Floats) -> Estimate:
    """95 % interval of a figure from those of models that each left one of k folds out (Tukey 1958), shape (k,)."""
    k = len(left_out)
    error = float(((k - 1) / k * ((left_out - left_out.mean()) ** 2).sum()) ** 0.5)
    half = t_quantile(k - 1) * error if k > 1 else 0.0
    return Estimate(value, value - half, value + half)


def bootstrap_means(figures: Floats, random: np.random.Generator) -> list[Estimate]:
    """Mean and 95 % interval of each row of `figures` (k, n), all from the same draws.

    The ends are percentiles of the bootstrap (Efron and Tibshirani 1993).
    """
    means, n = figures.mean(axis=1), figures.shape[1]
    if n > MOST_RESAMPLED:
        half = NORMAL_QUANTILE * figures.std(axis=1, ddof=1) / n**0.5
        ends = np.stack([means - half, means + half])
    else:
        drawn = random.integers(0, n, (DRAWS, n))
        ends = np.quantile([row[drawn].mean(axis=1) for row in figures], [0.025, 0.975], axis=1)
    return [
        Estimate(float(mean), float(low), float(high)) for mean, low, high in zip(means, ends[0], ends[1], strict=True)
    ]


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
