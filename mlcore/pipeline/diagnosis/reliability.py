"""Whether chances come true, on rows that neither the model nor the residuals asked had seen."""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.calibration.yardsticks import OutOfFold
from mlcore.pipeline.distribution.distribution import Distribution, counted_from
from mlcore.pipeline.distribution.quantiles import quantiles
from mlcore.pipeline.fitting.folds import Positions
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Grading
from mlcore.pipeline.stats.estimates import wilson

BINS = 10
# Results are drawn of rows whose chances are alike within half a percent, which costs the same however many there are.
LEVELS, DRAWS, DRAWN_WITH, EXCEEDED = 20 * BINS, 1_000, 1, 0.975
# Shares of the results below each score that chances are checked at, where there are no grades.
QUARTILES = (0.25, 0.5, 0.75)


def reliability(rows: OutOfFold, reach: Floats, scores: Sequence[float], step: float) -> tuple[Reliability, ...]:
    """At each of the scores; `reach` (n, 98) are the reaches of each row, NaN where there are none."""
    known = ~np.isnan(reach[:, 0])
    found = rows.predicted[known, None] + quantiles(reach[known])
    each = [Distribution(quantiles=row, bounds=rows.bounds, step=step) for row in found]
    return held_against(each, rows.actual[known], scores, step)


def held_against(
    each: Sequence[Distribution], actual: Floats, scores: Sequence[float], step: float
) -> tuple[Reliability, ...]:
    """What was said of each of n rows beside the results (n,), at each of the scores."""
    return tuple(
        _at(score, np.array([one.chance_of(score) for one in each]), reached(actual, score, step), len(scores))
        for score in scores
    )


def cuts(actual: Floats, grading: Grading | None, step: float) -> tuple[float, ...]:
    """The scores at which grades begin and from which it is passed, where some of the results (n,) reach them and
    others do not; without grades, or where none is such a score, the quartiles of the results."""
    found = grading.cuts if grading else ()
    return tuple(score for score in found if 0 < reached(actual, score, step).mean() < 1) or _quartiles(actual)


def reached(actual: Floats, score: float, step: float) -> Floats:
    """1 for each of the results (n,) that is at least the score once it is rounded to its step, else 0."""
    return (actual >= counted_from(score, step)).astype(np.float64)


def _quartiles(actual: Floats) -> tuple[float, ...]:
    """Each a score that somebody had."""
    found = np.unique(np.quantile(actual, QUARTILES, method="higher"))
    return tuple(score for score in found.tolist() if score > actual.min())


def _at(score: float, chances: Floats, came: Floats, looks: int) -> Reliability:
    share = float(came.mean())
    return Reliability(
        score=score,
        rows=len(chances),
        reached=share,
        brier=float(((chances - came) ** 2).mean()),
        brier_of_share=share * (1 - share),
        calibration_error=calibration_error(chances, came),
        bins=tuple(_bin(members, chances, came) for members in _shown(_bins(chances))),
        by_chance=by_chance(chances, looks),
    )


def calibration_error(chances: Floats, came: Floats) -> float:
    """Mean distance of chances and what came of them, both (n,), over ten bins of the chance (expected calibration
    error; Naeini et al. 2015)."""
    off = np.bincount(_bins(chances), chances - came, BINS)
    return float(np.abs(off).sum() / len(chances))


def by_chance(chances: Floats, looks: int = 1) -> float:
    """Which calibration error is exceeded in 1 of 40 samples of results where each of the chances (n,) is right.

    Where so many scores are looked at, in 1 of 40 samples at any of them (Bonferroni): else four looks would cry wolf
    in one year of ten.
    """
    levels = np.minimum((chances * LEVELS).astype(np.intp), LEVELS - 1)
    rows = np.bincount(levels, minlength=LEVELS)
    sums = np.bincount(levels, chances, LEVELS)
    means = np.divide(sums, rows, out=np.zeros(LEVELS), where=rows > 0)
    drawn = np.random.default_rng(DRAWN_WITH).binomial(rows, np.clip(means, 0, 1), (DRAWS, LEVELS))
    off = (sums - drawn).reshape(DRAWS, BINS, -1).sum(axis=2)
    return float(np.quantile(np.abs(off).sum(axis=1) / len(chances), 1 - (1 - EXCEEDED) / looks))


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


def _bin(members: Positions, chances: Floats, came: Floats) -> ChanceBin:
    own = chances[members]
    low, high = np.floor(own.min() * BINS) / BINS, min(1.0, np.floor(own.max() * BINS) / BINS + 1 / BINS)
    return ChanceBin(float(low), float(high), len(own), float(own.mean()), wilson(came[members]))
