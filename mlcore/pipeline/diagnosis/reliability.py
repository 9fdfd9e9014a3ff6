"""Whether chances come true, on rows that neither the model nor the residuals asked had seen."""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.calibration.yardsticks import OutOfFold
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import quantiles
from mlcore.pipeline.fitting.folds import Positions
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.stats.estimates import wilson

BINS = 10
# Shares of the results below each score that chances are checked at, where there are no grades.
CUTS = (0.25, 0.5, 0.75)


def reliability(rows: OutOfFold, reach: Floats, scores: Sequence[float], step: float) -> tuple[Reliability, ...]:
    """At each of the scores; `reach` (n, 98) are the reaches of each row, NaN where there are none."""
    known = ~np.isnan(reach[:, 0])
    found, actual = rows.predicted[known, None] + quantiles(reach[known]), rows.actual[known]
    each = [Distribution(quantiles=row, bounds=rows.bounds, step=step) for row in found]
    return tuple(
        _at(score, np.array([one.chance_of(score) for one in each]), (actual >= score - step / 2).astype(np.float64))
        for score in scores
    )


def usual_cuts(actual: Floats) -> tuple[float, ...]:
    """Quartiles of the results (n,), each a score that somebody had."""
    found = np.unique(np.quantile(actual, CUTS, method="higher"))
    return tuple(score for score in found.tolist() if score > actual.min())


def _at(score: float, chances: Floats, reached: Floats) -> Reliability:
    share = float(reached.mean())
    return Reliability(
        score=score,
        rows=len(chances),
        reached=share,
        brier=float(((chances - reached) ** 2).mean()),
        brier_of_share=share * (1 - share),
        calibration_error=calibration_error(chances, reached),
        bins=tuple(_bin(members, chances, reached) for members in _shown(_bins(chances))),
    )


def calibration_error(chances: Floats, reached: Floats) -> float:
    """Mean distance of chances and what came of them, both (n,), over ten bins of the chance (expected calibration
    error; Naeini et al. 2015)."""
    off = np.bincount(_bins(chances), chances - reached, BINS)
    return float(np.abs(off).sum() / len(chances))


def _bins(chances: Floats) -> Positions:
    return np.minimum((chances * BINS).astype(np.intp), BINS - 1)


def _shown(bins: Positions) -> list[Positions]:
    """Which rows are shown together: bins of fewer than ten students are joined with their neighbours."""
    order = np.argsort(bins, kind="stable")
    together: list[Positions] = []
    for part in np.split(order, np.flatnonzero(np.diff(bins[order])) + 1):
        if together and min(len(together[-1]), len(part)) < SMALLEST_GROUP:
            together[-1] = np.concatenate([together[-1], part])
        else:
            together.append(part)
    return together


def _bin(members: Positions, chances: Floats, reached: Floats) -> ChanceBin:
    own = chances[members]
    low, high = np.floor(own.min() * BINS) / BINS, min(1.0, np.floor(own.max() * BINS) / BINS + 1 / BINS)
    return ChanceBin(float(low), float(high), len(own), float(own.mean()), wilson(reached[members]))
