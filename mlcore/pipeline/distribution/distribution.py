"""What one result may be, around one predicted value."""

from dataclasses import dataclass
from math import ceil, exp, log

import numpy as np

from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.rows.arrays import Floats

SHARES = [percent / 100 for percent in PERCENTS]
# Beyond the outermost percentages, where nothing else tells: half of what lies there.
BEYOND = PERCENTS[0] / 200
LEAST = BEYOND / 10
FIVE = PERCENTS.index(5)
# A score that is whole steps but for the last digits of a quotient is whole.
NEARLY = 1e-9


def counted_from(score: float, step: float) -> float:
    """Where results begin that are at least `score` once each is rounded to its step: half a step below the first step
    that is. A boundary of 69.5 in whole marks begins at 70 and so counts from 69.5, as 70 does."""
    return ceil(score / step - NEARLY) * step - step / 2 if step else score


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """`quantiles` (98,) of the result at PERCENTS, in units of the target, also beyond its bounds.

    `step` is what results are counted in, 0 where they may lie anywhere.
    """

    quantiles: Floats
    bounds: tuple[float, float]
    step: float = 0.0

    def share_below(self, score: float) -> float:
        """Of results that may lie anywhere: how many of all lie below; between quantiles on a straight line, beyond the
        outermost ever fewer."""
        place = int(self.quantiles.searchsorted(score, side="right"))
        if place == 0:
            return self._beyond(self.quantiles[0] - score, self.quantiles[FIVE] - self.quantiles[0])
        if place == len(SHARES):
            return 1.0 - self._beyond(score - self.quantiles[-1], self.quantiles[-1] - self.quantiles[-1 - FIVE])
        low, high = self.quantiles[place - 1 : place + 1].tolist()
        return SHARES[place - 1] + (score - low) / (high - low) * (SHARES[place] - SHARES[place - 1])

    @staticmethod
    def _beyond(distance: float, before: float) -> float:
        """The share that lies further out than the outermost percentage: falling as it fell over the last four, which
        span so much (an exponential tail; Pickands 1975), half of the percentage where these are all one. Never quite
        none, which no number of residuals tells."""
        if before <= 0:
            return SHARES[0] if distance == 0 else BEYOND
        share = SHARES[0] * exp(-log(SHARES[FIVE] / SHARES[0]) * float(distance) / float(before))
        return max(share, LEAST)

    def chance_of(self, score: float) -> float:
        """The share of results of at least `score`, each rounded to its step."""
        low, high = self.bounds
        if score <= low or score > high:
            return float(score <= low)
        return 1.0 - self.share_below(counted_from(score, self.step))

    def percentile(self, percent: float) -> float:
        """The result below which so many in a hundred lie, from 1 to 99."""
        found = float(np.interp(percent / 100, SHARES, self.quantiles))
        return min(max(found, self.bounds[0]), self.bounds[1])
