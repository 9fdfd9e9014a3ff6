"""Whose residuals tell how far off a prediction may be: those of all rows, or of the rows predicted most alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.quantiles import ENDS, OUTWARD, TAILS, reaches
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Fold, Positions, Rows
from mlcore.pipeline.results.yardsticks import Chosen, Tried, Yardstick
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.straight_lines import between

CONSTANT = Yardstick(nearest=0.0)
# Shares of the rows that count as predicted alike.
NEAREST = (0.05, 0.1, 0.2)
# By what share the interval score must be better before ranges differ from student to student.
BETTER = 0.03
# Of fewer, no end of a 90 % range is one that somebody had.
FEWEST_RESIDUALS = 19
# Windows of rows overlap by all but one in so many.
OVERLAP = 4


@dataclass(frozen=True, kw_only=True)
class OutOfFold:
    """Of n rows what models that had not seen them predicted, and the results; `folds` say which were together."""

    predicted: Floats
    actual: Floats
    folds: Sequence[Fold]
    bounds: tuple[float, float]

    @property
    def residuals(self) -> Floats:
        return self.actual - self.predicted

    @property
    def span(self) -> float:
        return self.bounds[1] - self.bounds[0]

    def take(self, positions: Positions) -> "OutOfFold":
        return replace(self, predicted=self.predicted[positions], actual=self.actual[positions])

    def sampled(self, positions: Positions | None) -> "OutOfFold":
        """Some of the rows, at ascending positions, in the folds that they were in; all of them for None."""
        if positions is None:
            return self
        place = np.full(len(self.actual), -1, dtype=np.intp)
        place[positions] = np.arange(len(positions))
        parts = [(place[train], place[validation]) for train, validation in self.folds]
        folds = [(train[train >= 0], validation[validation >= 0]) for train, validation in parts]
        return replace(self.take(positions), folds=folds)


def out_of_fold(rows: Rows, cross_fitted: CrossFit) -> OutOfFold:
    """What a model cross-fitted on the folds of `rows` predicted for each of them."""
    return OutOfFold(predicted=cross_fitted.predicted, actual=rows.target, folds=cross_fitted.folds, bounds=rows.bounds)


def choose_yardstick(rows: OutOfFold) -> Chosen:
    """With the interval score of each that was tried (`interval_score`). The same spread everywhere, unless one that
    fits the student is better by more than 3 %, and where the rows are too few to try any.
    """
    yardsticks = (CONSTANT, *(Yardstick(nearest=share) for share in NEAREST))
    scores = [interval_score(rows, yardstick) for yardstick in yardsticks]
    tried = tuple(Tried(one, score) for one, score in zip(yardsticks, scores, strict=True) if score is not None)
    best = min(tried, key=lambda one: one.score, default=None)
    return Chosen(best.yardstick if best and best.score < tried[0].score * (1 - BETTER) else CONSTANT, tried)


def interval_score(rows: OutOfFold, yardstick: Yardstick) -> float | None:
    """Mean width of the ranges and what lies outside of them times 2 / alpha (Winkler 1972; Gneiting and Raftery 2007),
    in units of the target, mean over the levels; smaller is better. Each fold's ranges are told from all others.
    """
    scores = [_winkler(part, reach) for part, reach in _parts(rows, yardstick)]
    known = np.concatenate(scores)
    return float(np.nanmean(known)) if not np.isnan(known).all() else None


def cross_fitted_reaches(rows: OutOfFold, yardstick: Yardstick) -> Floats:
    """Per row the reaches (n, 98) told from the residuals of all other folds."""
    return np.concatenate([reach for _, reach in _parts(rows, yardstick)])[np.argsort(_order(rows))]


def reaches_of_new(predicted: Floats, told_by: OutOfFold, yardstick: Yardstick) -> Floats:
    """Reaches (n, 98) of predictions for rows that nothing was told from; NaN where `told_by` are too few for the
    widest range."""
    rows = len(told_by.actual)
    if rows < FEWEST_RESIDUALS:
        return np.full((len(predicted), len(OUTWARD)), np.nan)
    return local_reaches(told_by.predicted, told_by.residuals, predicted, yardstick.count(rows), told_by.span)


def ends(rows: OutOfFold, found: Floats, level: int) -> tuple[Floats, Floats]:
    """Lower and upper ends (n,) of the ranges as they are served."""
    low, high = rows.bounds
    below, above = (found[:, column] for column in ENDS[level])
    return np.maximum(low, rows.predicted - below), np.minimum(high, rows.predicted + above)


def local_reaches(predicted: Floats, residuals: Floats, at: Floats, count: int, unknown: float) -> Floats:
    """Reaches (a, 98) at predictions `at` (a,): of windows of `count` rows in the order of what was predicted, each at
    its mean; in between they lie on a straight line. All rows (n,) are one window where there are no more than `count`.
    """
    order = np.argsort(predicted, kind="stable")
    windows = _windows(len(order), count)
    table = np.stack([_towards(reaches(residuals[order[window]], unknown)) for window in windows])
    first, second, part = between(np.array([predicted[order[window]].mean() for window in windows]), at)
    found: Floats = table[first] + part * (table[second] - table[first])
    return found


def _towards(reach: Floats) -> Floats:
    """The ends of a range, and what lies beyond, never on the other side of the value."""
    return np.where(TAILS, np.maximum(reach, 0.0), reach)


def _windows(rows: int, count: int) -> list[slice]:
    if rows <= count:
        return [slice(0, rows)]
    step = max(1, count // OVERLAP)
    starts = [*range(0, rows - count, step), rows - count]
    return [slice(start, start + count) for start in starts]


def _parts(rows: OutOfFold, yardstick: Yardstick) -> Iterator[tuple[OutOfFold, Floats]]:
    """Per fold its rows, and their reaches from all others."""
    everybody = np.arange(len(rows.actual))
    for _, validation in rows.folds:
        part, others = rows.take(validation), rows.take(np.delete(everybody, validation))
        yield part, reaches_of_new(part.predicted, others, yardstick)


def _order(rows: OutOfFold) -> Positions:
    return np.concatenate([validation for _, validation in rows.folds])


def _winkler(rows: OutOfFold, reach: Floats) -> Floats:
    """Per row, mean over the levels, (n,)."""
    scores = []
    for level in LEVELS:
        low, high = ends(rows, reach, level)
        outside = np.maximum(low - rows.actual, 0.0) + np.maximum(rows.actual - high, 0.0)
        scores.append(high - low + 2 / (1 - level / 100) * outside)
    return np.mean(scores, axis=0)
