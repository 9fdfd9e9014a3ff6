"""Learning curve of one recipe: the error on unseen rows as more rows are learned from."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Fold, Rows
from mlcore.pipeline.fitting.validation import Validation, fit
from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.stats.scores import score

# The whole of a fold was fitted already when candidates were compared, so only its parts cost anything.
PARTS = (0.125, 0.25, 0.5)
CURVE_FOLDS = 3
FEWEST_LEARNED = 20  # K-nearest neighbours may ask for 15


def learning_curve(
    candidate: Candidate,
    params: Mapping[str, Any],
    rows: Rows,
    folds: Sequence[Fold],
    validation: Validation,
    seed: int,
) -> tuple[CurvePoint, ...]:
    """Fit on growing parts of the first folds; `validation` holds what the same folds gave as a whole."""
    first = folds[:CURVE_FOLDS]
    random = np.random.default_rng(seed)
    shuffled = [(random.permutation(learned), looked_at) for learned, looked_at in first]
    shortest = min(len(learned) for learned, _ in shuffled)
    sizes = sorted({size for part in PARTS if (size := round(part * shortest)) >= FEWEST_LEARNED})
    points = [_point(candidate, params, rows, shuffled, size, seed) for size in sizes]
    whole = _summary(shortest, validation.train_rmse[:CURVE_FOLDS], validation.scores["rmse"][:CURVE_FOLDS])
    return (*(point for point in points if point is not None), whole)


def _point(
    candidate: Candidate, params: Mapping[str, Any], rows: Rows, folds: Sequence[Fold], size: int, seed: int
) -> CurvePoint | None:
    learned_errors, unseen_errors = [], []
    for learned, looked_at in folds:
        part, unseen = rows.take(learned[:size]), rows.take(looked_at)
        if part.target.min() == part.target.max():
            return None  # some libraries refuse to learn a constant, and the rest of the curve is still worth having
        fitted = fit(candidate, params, part, seed)
        learned_errors.append(score(part.target, fitted.predict(part)).rmse)
        unseen_errors.append(score(unseen.target, fitted.predict(unseen)).rmse)
    return _summary(size, learned_errors, unseen_errors)


def _summary(rows: int, learned: Sequence[float], unseen: Sequence[float]) -> CurvePoint:
    return CurvePoint(
        rows=rows, learned=float(np.mean(learned)), unseen=float(np.mean(unseen)), low=min(unseen), high=max(unseen)
    )
