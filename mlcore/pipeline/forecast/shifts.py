"""The shift that all students of a class share: a one-factor Gaussian copula, at fixed places, without random numbers.

Each result lies in its own distribution where sqrt(r) Z + sqrt(1 - r) e lies in the normal one; Z is the class's, e the
student's own, and r the share of what a model leaves open that goes with the class (Li 2000, On default correlation;
Vasicek 2002 for sums). Given Z, students are independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from mlcore.pipeline.rows.arrays import Floats

# Evenly spaced: for what fades like the normal density, sums over such places converge faster than any power of their
# distance (Trefethen and Weideman 2014). Of -6 to 6 nothing is left.
PLACES = np.arange(-24, 25) / 4
WEIGHTS = np.exp(-(PLACES**2) / 2) / np.exp(-(PLACES**2) / 2).sum()
# Students of a class are never all one.
LARGEST_SHARE = 0.95
ALONE = (0.0,)


@dataclass(frozen=True)
class Shifts:
    """Standard normal `places` (k,) of a class, the share `r` that it has there (k,), and `weights` (k,) of sum 1."""

    places: Floats
    shares: Floats
    weights: Floats

    def below(self, scores: Floats) -> Floats:
        """What of a student's normal scores lies below `scores` (...), given each place: (k, ...)."""
        place, share = (each.reshape(-1, *(1,) * scores.ndim) for each in (self.places, self.shares))
        found: Floats = ndtr((scores - np.sqrt(share) * place) / np.sqrt(1 - share))
        return found


def shifts(likely: Sequence[float] = ALONE) -> Shifts:
    """Of equally likely shares; students move alone where all of them are 0, which needs one place only."""
    shares = np.minimum(likely, LARGEST_SHARE)
    if not shares.any():
        return Shifts(np.zeros(1), np.zeros(1), np.ones(1))
    every = np.repeat(shares, len(PLACES))
    weights = np.tile(WEIGHTS, len(shares)) / len(shares)
    return Shifts(np.tile(PLACES, len(shares)), every, weights)
