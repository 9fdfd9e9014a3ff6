"""How much of a variance lies between groups: the intraclass correlation of one-way random effects."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from mlcore.pipeline.results.between import Between
from mlcore.pipeline.rows.arrays import Floats

FEWEST_GROUPS = 3
# Middles of equally large parts of what is likely: from the lowest tenth to the highest.
LIKELY = np.array([0.1, 0.3, 0.5, 0.7, 0.9])


@dataclass(frozen=True)
class _Parts:
    """Mean squares between and within, their degrees of freedom, and how many rows a group has, on average."""

    between: float
    within: float
    freedom: tuple[int, int]
    size: float

    @property
    def share(self) -> float:
        return float(self.shares(np.ones(1))[0])

    def shares(self, ratios: Floats) -> Floats:
        """Where the ratio of the mean squares is so many times as large as it is on average, (k,), from 0 to 1."""
        if self.within <= 0:
            return np.full(len(ratios), float(self.between > 0))
        times = (self.between / self.within / ratios - 1) / self.size
        found: Floats = np.maximum(times, 0.0) / (1 + np.maximum(times, 0.0))
        return found


def between_share(values: Floats, groups: NDArray[np.intp]) -> Between | None:
    """Of values (n,) in groups numbered by `groups` (n,). None where fewer than three groups have two rows.

    By moments, for groups of any size (analysis of variance; Searle, Casella and McCulloch 1992, Variance components,
    ch. 3). A row that is alone in its group cannot tell what is the group's, and is left out. `likely` turns round what
    F says of the ratio of mean squares: exact for normal values and groups of one size (Burdick and Graybill 1992).
    """
    _, which, counts = np.unique(groups, return_inverse=True, return_counts=True)
    several = counts[which] > 1
    if (counts > 1).sum() < FEWEST_GROUPS:
        return None
    parts = _parts(values[several], np.unique(which[several], return_inverse=True)[1])
    likely = parts.shares(fdtri(*parts.freedom, 1 - LIKELY))
    return Between(share=parts.share, likely=tuple(likely.tolist()), groups=int((counts > 1).sum()))


def _parts(values: Floats, which: NDArray[np.intp]) -> _Parts:
    sizes = np.bincount(which)
    means = np.bincount(which, values) / sizes
    n, freedom = len(values), (len(sizes) - 1, len(values) - len(sizes))
    between = float((sizes * (means - values.mean()) ** 2).sum()) / freedom[0]
    within = float(((values - means[which]) ** 2).sum()) / freedom[1]
    return _Parts(between, within, freedom, float(n - (sizes**2).sum() / n) / freedom[0])
