"""95 % intervals and tests for means, differences and correlations, and Holm's correction for many of them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from scipy.special import fdtrc, stdtr, stdtrit

from mlcore.pipeline.rows.arrays import Numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.stats import studentized_range
from mlcore.pipeline.stats.interval import Interval

LEVEL = 0.95
# The quantile of the normal distribution that 95 % intervals of many values are drawn with.
NORMAL_QUANTILE = 1.959964
Key = TypeVar("Key", bound=Hashable)

# A spread below this is the rounding of floating point, not a difference between students.
TINY = 1e-9


def variance(values: Numbers) -> float:
    """Sample variance (n - 1) of at least two values; 0 for values that are all the same."""
    spread = float(values.var(ddof=1))
    return spread if spread > TINY**2 else 0.0


def mean_interval(values: Numbers, looks: int = 1) -> Interval:
    """Student's t interval of the mean of at least two values; one of so many `looks` that all hold at once
    (Bonferroni; Dunn 1961)."""
    half = t_quantile(len(values) - 1, looks) * (variance(values) / len(values)) ** 0.5
    return Interval(float(values.mean() - half), float(values.mean() + half))


def welch(first: Numbers, second: Numbers, looks: int = 1) -> tuple[Interval, float]:
    """Of mean(first) - mean(second), and its p-value, without equal variances (Welch 1947); the interval is one of so
    many `looks` that all hold at once."""
    gap, error, freedom = _gap(first, second)
    if error == 0:
        return Interval(gap, gap), 0.0 if abs(gap) > TINY else 1.0
    half = t_quantile(freedom, looks) * error
    return Interval(gap - half, gap + half), t_test(gap / error, freedom)


def any_two(first: Numbers, second: Numbers, groups: int) -> Interval:
    """Of mean(first) - mean(second) that holds for all pairs out of so many groups at once, and so for
    the pair that lies furthest apart; without equal variances (Games and Howell 1976)."""
    gap, error, freedom = _gap(first, second)
    if error == 0:
        return Interval(gap, gap)
    half = studentized_range.quantile(LEVEL, groups, freedom) / 2**0.5 * error
    return Interval(gap - half, gap + half)


def _gap(first: Numbers, second: Numbers) -> tuple[float, float, float]:
    """Difference of the means, its standard error and the degrees of freedom (infinite for an error of 0)."""
    gap = float(first.mean() - second.mean())
    parts = [variance(first) / len(first), variance(second) / len(second)]
    error = sum(parts) ** 0.5
    if error == 0:
        return gap, 0.0, float("inf")
    weights = [part / sum(parts) for part in parts]  # ratios, so that small variances cannot underflow
    return gap, error, 1 / (weights[0] ** 2 / (len(first) - 1) + weights[1] ** 2 / (len(second) - 1))


def welch_anova(samples: Sequence[Numbers]) -> float:
    """p-value of 'all groups have the same mean', without equal variances (Welch 1951)."""
    variances = np.array([variance(sample) for sample in samples])
    if not variances.all():
        return classic_anova(samples)
    sizes = np.array([len(sample) for sample in samples], dtype=float)
    means = np.array([sample.mean() for sample in samples])
    weights = sizes / variances
    share = weights / weights.sum()
    k = len(samples)
    between = float((weights * (means - (share * means).sum()) ** 2).sum()) / (k - 1)
    lack = float(((1 - share) ** 2 / (sizes - 1)).sum())
    ratio = between / (1 + 2 * (k - 2) / (k**2 - 1) * lack)
    return float(fdtrc(k - 1, (k**2 - 1) / (3 * lack), ratio))


def classic_anova(samples: Sequence[Numbers]) -> float:
    """Fisher's test for the same question; needed where the values of a group are all the same."""
    between, within = sums_of_squares(samples)
    if within <= TINY**2:
        return 0.0 if between > TINY**2 else 1.0
    k, n = len(samples), sum(len(sample) for sample in samples)
    return float(fdtrc(k - 1, n - k, between / (k - 1) / (within / (n - k))))


def sums_of_squares(samples: Sequence[Numbers]) -> tuple[float, float]:
    """Between and within the groups."""
    centre = float(np.concatenate(samples).mean())
    between = sum(len(sample) * float(sample.mean() - centre) ** 2 for sample in samples)
    within = sum(float(((sample - sample.mean()) ** 2).sum()) for sample in samples)
    return between, within


def eta_squared(samples: Sequence[Numbers]) -> float | None:
    """Share of the variance that lies between the groups; None when nothing varies."""
    between, within = sums_of_squares(samples)
    return between / (between + within) if between + within > TINY**2 else None


def pearson(x: Numbers, y: Numbers) -> float | None:
    """Correlation of paired values; None when one side does not vary."""
    if len(x) < 2 or not variance(x) or not variance(y):
        return None
    dx, dy = x - x.mean(), y - y.mean()
    r = float((dx / np.sqrt(dx @ dx)) @ (dy / np.sqrt(dy @ dy)))
    return min(1.0, max(-1.0, r))


def known_pairs(x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    """The values of the rows where both are known."""
    both = ~(np.isnan(x) | np.isnan(y))
    return x[both], y[both]


def correlation(x: Numbers, y: Numbers) -> tuple[float | None, int]:
    """Pearson's r over the rows where both are known, and how many these are; None where they are too few to show."""
    x, y = known_pairs(x, y)
    return (pearson(x, y) if len(x) >= SMALLEST_GROUP else None), len(x)


def fisher_interval(r: float, n: int) -> Interval:
    """Of a correlation through Fisher's z (1915); n is at least 4."""
    if abs(r) >= 1 - TINY:
        return Interval(r, r)
    half = t_quantile(np.inf) / (n - 3) ** 0.5
    return Interval(float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half)))


def correlation_test(r: float, n: int) -> float:
    """p-value of 'no straight-line relation' for n >= 3 pairs."""
    if abs(r) >= 1 - TINY:
        return 0.0
    return t_test(r * ((n - 2) / (1 - r**2)) ** 0.5, n - 2)


def t_quantile(freedom: float, looks: int = 1) -> float:
    """How many standard errors a 95 % interval reaches to each side (Student 1908), also where so many hold at once."""
    return float(stdtrit(freedom, 1 - (1 - LEVEL) / (2 * looks)))


def t_test(statistic: float, freedom: float) -> float:
    """Two-sided p-value of a t statistic."""
    return 2 * float(stdtr(freedom, -abs(statistic)))


def holm(p_values: Mapping[Key, float]) -> dict[Key, float]:
    """p-values corrected for the number of comparisons (Holm 1979), under the same keys."""
    adjusted: dict[Key, float] = {}
    worst = 0.0
    for place, (key, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        worst = max(worst, min(1.0, (len(p_values) - place) * p))
        adjusted[key] = worst
    return adjusted
