"""Scoring one recipe on folds; encoder and estimator both see training rows only."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mlcore.pipeline.fitting.effort import EFFORT, Effort
from mlcore.pipeline.fitting.folds import Fold, Rows
from mlcore.pipeline.fitting.recipe import Fitted, Recipe
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.stats.scores import METRICS, Scores, score


@dataclass(frozen=True)
class Validation:
    """What cross-validation says about one recipe, fold by fold, and what is typical."""

    folds: tuple["FoldResult", ...]

    def __add__(self, other: "Validation") -> "Validation":
        return Validation(self.folds + other.folds)

    @cached_property
    def scores(self) -> FoldScores:
        found = {name: [getattr(fold.validation, name) for fold in self.folds] for name in METRICS}
        return found | {"ratio": [fold.ratio for fold in self.folds]}

    @property
    def train_r2(self) -> float:
        return float(np.mean([fold.train.r2 for fold in self.folds if fold.train]))

    @property
    def train_rmse(self) -> list[float]:
        return [fold.train.rmse for fold in self.folds if fold.train]

    # The median of the seconds: one fold that had to wait for a core says nothing about the candidate.
    @property
    def fit_seconds(self) -> float:
        return float(np.median([fold.fit_seconds for fold in self.folds]))

    @property
    def predict_seconds(self) -> float:
        return float(np.median([fold.predict_seconds for fold in self.folds]))


@dataclass(frozen=True, kw_only=True)
class FoldResult:
    """`train` is None where the rows that were learned from were not asked about; seconds include the encoding."""

    train: Scores | None
    validation: Scores
    ratio: float
    fit_seconds: float
    predict_seconds: float


def cross_validate(
    recipe: Recipe, rows: Rows, folds: Sequence[Fold], effort: Effort = EFFORT, *, own: bool = True
) -> Validation:
    """Fit and score on every fold, also on the rows that were learned from unless `own` is false."""
    return Validation(tuple(on_fold(recipe, rows, fold, effort, own=own) for fold in folds))


def on_fold(recipe: Recipe, rows: Rows, fold: Fold, effort: Effort = EFFORT, *, own: bool = True) -> FoldResult:
    """One fold of one recipe."""
    train, validation = (rows.take(part) for part in fold)
    begun = time.perf_counter()
    fitted = recipe.fit(train)
    fitted_at = time.perf_counter()
    predicted = fitted.predict(validation)
    predicted_at = time.perf_counter()
    return FoldResult(
        train=on_own_rows(recipe, fitted, train, effort) if own else None,
        validation=score(validation.target, predicted),
        ratio=len(validation) / len(train),
        fit_seconds=fitted_at - begun,
        predict_seconds=predicted_at - fitted_at,
    )


def on_own_rows(recipe: Recipe, fitted: Fitted, train: Rows, effort: Effort = EFFORT) -> Scores:
    """On the rows that were learned from, or some of them where they are many."""
    learned = recipe.learned(train)
    some = effort.sampled("own rows sampled", len(learned), recipe.seed)
    asked = learned if some is None else learned.take(some)
    return score(asked.target, fitted.predict(asked))
