"""Scoring one recipe on folds; encoder and estimator both see training rows only."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlcore.pipeline.fitting.folds import Fold, Rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.stats.scores import METRICS, Scores, score


@dataclass(frozen=True, kw_only=True)
class Validation:
    """What repeated cross-validation says about one recipe: scores per fold, and what is typical."""

    scores: FoldScores
    train_r2: float
    train_rmse: list[float]
    fit_seconds: float
    predict_seconds: float


@dataclass(frozen=True, kw_only=True)
class _FoldResult:
    train: Scores
    validation: Scores
    ratio: float
    fit_seconds: float
    predict_seconds: float


def cross_validate(recipe: Recipe, rows: Rows, folds: Sequence[Fold]) -> Validation:
    """Fit and score on every fold; seconds include the encoding."""
    results = [_on_fold(recipe, rows.take(train), rows.take(validation)) for train, validation in folds]
    scores = {name: [getattr(result.validation, name) for result in results] for name in METRICS}
    return Validation(
        scores=scores | {"ratio": [result.ratio for result in results]},
        train_r2=float(np.mean([result.train.r2 for result in results])),
        train_rmse=[result.train.rmse for result in results],
        # The median of the seconds: one fold that had to wait for a core says nothing about the candidate.
        fit_seconds=float(np.median([result.fit_seconds for result in results])),
        predict_seconds=float(np.median([result.predict_seconds for result in results])),
    )


def _on_fold(recipe: Recipe, train: Rows, validation: Rows) -> _FoldResult:
    begun = time.perf_counter()
    fitted = recipe.fit(train)
    fitted_at = time.perf_counter()
    predicted = fitted.predict(validation)
    predicted_at = time.perf_counter()
    return _FoldResult(
        train=score(train.target, fitted.predict(train)),
        validation=score(validation.target, predicted),
        ratio=len(validation) / len(train),
        fit_seconds=fitted_at - begun,
        predict_seconds=predicted_at - fitted_at,
    )
