"""Learning curve of one recipe: the error on unseen rows as more rows are learned from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.fitting.effort import EFFORT, Effort
from mlcore.pipeline.fitting.folds import Fold, Rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.validation import on_own_rows
from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.stats.scores import score

# The whole of a fold was fitted already when candidates were compared, so only its parts cost anything.
PARTS = (0.125, 0.25, 0.5)
CURVE_FOLDS = 3
FEWEST_LEARNED = 20  # of fewer rows no candidate learns anything that is worth a point


@dataclass(frozen=True)
class Whole:
    """RMSE of each fold as it is, on the rows that were learned from and on unseen ones."""

    learned: Sequence[float]
    unseen: Sequence[float]


def learning_curve(
    recipe: Recipe, rows: Rows, folds: Sequence[Fold], whole: Whole, effort: Effort = EFFORT
) -> tuple[CurvePoint, ...]:
    """Fit on growing parts of the first folds; `whole` holds what the same folds gave as a whole."""
    random = np.random.default_rng(recipe.seed)
    shuffled = [(random.permutation(train), unseen) for train, unseen in folds[:CURVE_FOLDS]]
    shortest = min(len(train) for train, _ in shuffled)
    sizes = sorted({size for part in PARTS if (size := round(part * shortest)) >= FEWEST_LEARNED})
    points = [_point(recipe, rows, [(train[:size], unseen) for train, unseen in shuffled], effort) for size in sizes]
    last = _summary(shortest, whole.learned[:CURVE_FOLDS], whole.unseen[:CURVE_FOLDS])
    return (*(point for point in points if point is not None), last)


def _point(recipe: Recipe, rows: Rows, folds: Sequence[Fold], effort: Effort) -> CurvePoint | None:
    train_errors, unseen_errors = [], []
    for train, unseen in ((rows.take(part), rows.take(rest)) for part, rest in folds):
        if train.target.min() == train.target.max():
            return None  # some libraries refuse to learn a constant, and the rest of the curve is still worth having
        fitted = recipe.fit(train)
        train_errors.append(on_own_rows(recipe, fitted, train, effort).rmse)
        unseen_errors.append(score(unseen.target, fitted.predict(unseen)).rmse)
    return _summary(len(folds[0][0]), train_errors, unseen_errors)


def _summary(rows: int, train: Sequence[float], unseen: Sequence[float]) -> CurvePoint:
    return CurvePoint(
        rows=rows,
        learned=float(np.mean(train)),
        unseen=float(np.mean(unseen)),
        low=min(unseen),
        high=max(unseen),
    )
