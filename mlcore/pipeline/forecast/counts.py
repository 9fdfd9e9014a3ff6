"""How many of a class: the Poisson binomial distribution, mixed over the shift that a class shares."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from mlcore.pipeline.forecast.shifts import Shifts
from mlcore.pipeline.rows.arrays import Floats

# From so many students on, a sum of independent ones is normal for all that a whole number shows.
MOST_EXACT = 150
# Of what lies outside an interval, so much on each side.
TAIL = 0.1


@dataclass(frozen=True)
class Count:
    """So many are expected; 8 times in 10 it is between two whole numbers."""

    expected: float
    low: int
    high: int


def count(chances: Floats, shifts: Shifts) -> Count:
    """Of `chances` (k, n): given each shift, how likely each student is one of them."""
    return Count(expected(chances, shifts), *middle(numbers(chances, shifts)))


def expected(chances: Floats, shifts: Shifts) -> float:
    """How many, without the interval, which is nearly all of the work."""
    return float(shifts.weights @ chances.sum(axis=1))


def numbers(chances: Floats, shifts: Shifts) -> Floats:
    """Chances (n + 1,) that none, one … all of the n students are one of them."""
    given = _exactly(chances) if chances.shape[1] <= MOST_EXACT else _nearly(chances)
    found: Floats = shifts.weights @ given
    return found


def middle(numbers: Floats) -> tuple[int, int]:
    """The two whole numbers outside which lies as nearly a tenth on each side as whole numbers allow: the quantiles of
    the mid-distribution (Parzen 2004). Never fewer than one number: no step of it is larger than a half.
    """
    halfway = np.cumsum(numbers) - numbers / 2
    return int(np.argmax(halfway >= TAIL)), int(len(halfway) - 1 - np.argmax(halfway[::-1] <= 1 - TAIL))


def _exactly(chances: Floats) -> Floats:
    """One student after the other, (k, n + 1)."""
    k, n = chances.shape
    found = np.zeros((n + 1, k))
    found[0] = 1.0
    for place, chance in enumerate(chances.T):
        found[1 : place + 2] += chance * (found[: place + 1] - found[1 : place + 2])
        found[0] *= 1 - chance
    return found.T


def _nearly(chances: Floats) -> Floats:
    """By the normal distribution of the same mean and variance, (k, n + 1); what lies outside belongs to the ends."""
    mean, variance = chances.sum(axis=1), (chances * (1 - chances)).sum(axis=1)
    above = np.arange(chances.shape[1]) + 0.5
    below = ndtr((above - mean[:, None]) / np.sqrt(np.maximum(variance, 1e-12))[:, None])
    return np.diff(below, axis=1, prepend=0.0, append=1.0)
