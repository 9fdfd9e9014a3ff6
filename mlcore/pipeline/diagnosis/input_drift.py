"""Whether what is entered today is spread as what a model learned from."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import chdtrc, kolmogorov

from mlcore.pipeline.results.served.held import FEWEST_ENTERED, Moved
from mlcore.pipeline.rows.arrays import Floats, Numbers
from mlcore.pipeline.stats.intervals import holm, welch

# Over all inputs and both tests of each, 1 of 20 unchanged classes of students is called different.
LEVEL = 0.05
# Choices that fewer students than this would have made are taken together, else chi-squared does not hold (Cochran
# 1954).
FEWEST_EXPECTED = 5

Column = Numbers | Sequence[str]


def moved(then: Mapping[str, Column], now: Mapping[str, Column]) -> tuple[Moved, ...]:
    """Of the known values of each input, those clearly spread otherwise, the clearest first; an input with fewer
    than 30 of either is left out.

    Numbers by their mean (Welch 1947) and their whole spread (Smirnov 1948), choices by chi-squared; Holm's correction
    (1979) over all of them.
    """
    asked = [field for field in then if min(len(then[field]), len(now.get(field, ()))) >= FEWEST_ENTERED]
    tests = {
        (field, number): p_value for field in asked for number, p_value in enumerate(_p_values(then[field], now[field]))
    }
    adjusted = holm(tests)
    least = {field: min(p for (of, _), p in adjusted.items() if of == field) for field in asked}
    found = [_moved(field, least[field], then[field], now[field]) for field in asked if least[field] <= LEVEL]
    return tuple(sorted(found, key=lambda one: one.p_value))


def _p_values(then: Column, now: Column) -> tuple[float, ...]:
    if isinstance(then, np.ndarray) and isinstance(now, np.ndarray):
        return welch(then, now)[1], smirnov(then, now)
    return (chi_squared(list(then), list(now)),)


def smirnov(one: Numbers, other: Numbers) -> float:
    """P-value of the largest distance of two empirical distributions, (n,) and (m,); too large rather than too small
    where values are tied."""
    places = np.sort(np.concatenate([one, other]))
    shares = [np.searchsorted(np.sort(values), places, side="right") / len(values) for values in (one, other)]
    rows = len(one) * len(other) / (len(one) + len(other))
    return float(kolmogorov(rows**0.5 * np.abs(shares[0] - shares[1]).max()))


def chi_squared(one: Sequence[str], other: Sequence[str]) -> float:
    """P-value of two samples of choices being alike (Pearson 1900); 1 where all chose the same."""
    counts = _together(_counts(one, other))
    if counts.shape[1] < 2:
        return 1.0
    expected = _expected(counts)
    return float(chdtrc(counts.shape[1] - 1, ((counts - expected) ** 2 / expected).sum()))


def _counts(one: Sequence[str], other: Sequence[str]) -> Floats:
    """How many of each made every choice, (2, k)."""
    choices = sorted({*one, *other})
    return np.array([[list(sample).count(choice) for choice in choices] for sample in (one, other)], dtype=np.float64)


def _together(counts: Floats) -> Floats:
    """Rare choices as one; dropped where they are rare together."""
    is_rare = _expected(counts).min(axis=0) < FEWEST_EXPECTED
    rare = counts[:, is_rare].sum(axis=1, keepdims=True)
    together = np.concatenate([counts[:, ~is_rare], rare], axis=1) if is_rare.any() else counts
    return together if _expected(together).min() >= FEWEST_EXPECTED else counts[:, ~is_rare]


def _expected(counts: Floats) -> Floats:
    return counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / counts.sum()


def _moved(field: str, p_value: float, then: Column, now: Column) -> Moved:
    if isinstance(then, np.ndarray) and isinstance(now, np.ndarray):
        return Moved(field=field, p_value=p_value, then=float(then.mean()), now=float(now.mean()))
    choices = sorted({*then, *now})
    shares = {one: (list(then).count(one) / len(then), list(now).count(one) / len(now)) for one in choices}
    most = max(choices, key=lambda one: abs(shares[one][1] - shares[one][0]))
    return Moved(field=field, p_value=p_value, then=shares[most][0], now=shares[most][1], choice=most)
