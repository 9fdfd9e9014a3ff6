"""The mean of a class: normal given the shift that its students share."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from mlcore.pipeline.forecast.counts import TAIL
from mlcore.pipeline.forecast.shifts import Shifts
from mlcore.pipeline.rows.arrays import Floats

# Standard normal edges of the parts that a student's distribution is cut into.
EDGES = np.arange(-80, 81) / 20
MIDDLES = np.concatenate([[EDGES[0]], (EDGES[1:] + EDGES[:-1]) / 2, [EDGES[-1]]])
# Places between the least and the largest mean at which its distribution is worked out.
STEPS = 801
FAR = 4.0


@dataclass(frozen=True)
class Mean:
    """In units of the target; 8 times in 10 the mean lies between both ends."""

    expected: float
    low: float
    high: float

    def within(self, lowest: float, highest: float) -> "Mean":
        """Given its shift a mean is taken for normal, which knows no bounds."""
        low, expected, high = (min(max(one, lowest), highest) for one in (self.low, self.expected, self.high))
        return Mean(expected, low, high)


def mean(results: Floats, shifts: Shifts) -> Mean:
    """Of `results` (n, 162): what each student gets in each part, at MIDDLES."""
    parts = np.diff(shifts.below(EDGES), axis=1, prepend=0.0, append=1.0)
    each = parts @ results.T
    variances = np.maximum(parts @ (results.T**2) - each**2, 0.0)
    means, spreads = each.mean(axis=1), np.sqrt(variances.sum(axis=1)) / len(results)
    return Mean(float(shifts.weights @ means), *_ends(means, spreads, shifts.weights))


def _ends(means: Floats, spreads: Floats, weights: Floats) -> tuple[float, float]:
    """Of a mixture of normal distributions."""
    spreads = np.maximum(spreads, 1e-9)
    at = np.linspace((means - FAR * spreads).min(), (means + FAR * spreads).max(), STEPS)
    below = weights @ ndtr((at - means[:, None]) / spreads[:, None])
    low, high = np.interp([TAIL, 1 - TAIL], below, at).tolist()
    return low, high
