"""What one result may be, around one predicted value."""

from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.rows.arrays import Floats

SHARES = np.array(PERCENTS) / 100
# Beyond the outermost percentages: half of what lies there.
BEYOND = PERCENTS[0] / 200


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """`quantiles` (98,) of the result at PERCENTS, in units of the target, also beyond its bounds.

    `step` is what results are counted in, 0 where they may lie anywhere.
    """

    quantiles: Floats
    bounds: tuple[float, float]
    step: float = 0.0

    def share_below(self, score: float) -> float:
        """Of results that may lie anywhere: how many of all lie below."""
        return float(shares_below(self.quantiles[None], score)[0])

    def chance_of(self, score: float) -> float:
        """The share of results of at least `score`, each rounded to its step."""
        return float(chances_of(self.quantiles[None], score, self.bounds, self.step)[0])

    def percentile(self, percent: float) -> float:
        """The result below which so many in a hundred lie, from 1 to 99."""
        found = float(np.interp(percent / 100, SHARES, self.quantiles))
        return min(max(found, self.bounds[0]), self.bounds[1])


def shares_below(quantiles: Floats, score: float) -> Floats:
    """Per row of quantiles (n, 98) how many of all results lie below; between quantiles on a straight line, (n,)."""
    place = (quantiles <= score).sum(axis=1)
    rows, inner = np.arange(len(place)), np.clip(place, 1, len(SHARES) - 1)
    low, high = quantiles[rows, inner - 1], quantiles[rows, inner]
    part = np.clip((score - low) / np.where(high > low, high - low, 1.0), 0.0, 1.0)
    found = SHARES[inner - 1] + part * (SHARES[inner] - SHARES[inner - 1])
    return np.where(score < quantiles[:, 0], BEYOND, np.where(score > quantiles[:, -1], 1 - BEYOND, found))


def chances_of(quantiles: Floats, score: float, bounds: tuple[float, float], step: float) -> Floats:
    """Per row of quantiles (n, 98) the share of results of at least `score`, each rounded to its step, (n,)."""
    low, high = bounds
    if score <= low or score > high:
        return np.full(len(quantiles), 1.0 if score <= low else 0.0)
    return 1.0 - shares_below(quantiles, score - step / 2)
