"""Which setting of a candidate makes the smallest error on folds of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Fold, Rows
from mlcore.pipeline.fitting.recipe import ENGINEERED, Recipe, within_bounds
from mlcore.pipeline.results.scores import SMALLEST_GAIN, FoldScores, Scores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.scores import METRICS, score


@dataclass(frozen=True)
class Tuning:
    """The setting chosen, its scores on the tuning folds, and every setting tried with its mean RMSE over them."""

    params: dict[str, Any]
    scores: FoldScores
    tried: list[dict[str, Any]]


@dataclass(frozen=True)
class _Attempt:
    """A setting and its scores, one per tuning fold."""

    params: dict[str, Any]
    scores: Sequence[Scores]

    @cached_property
    def rmse(self) -> float:
        return float(np.mean([score.rmse for score in self.scores]))


@dataclass(frozen=True)
class _Encoded:
    """Columns (n, p) and target (n,): of the raw rows no copy is kept for every fold."""

    columns: Floats
    target: Floats
    bounds: tuple[float, float]


# A fold encoded once for all settings: the rows that train and those that validate.
_EncodedFold = tuple[_Encoded, _Encoded]


def tune(candidate: Candidate, rows: Rows, folds: Sequence[Fold], seed: int) -> Tuning:
    """Try the whole (small) search space, then whether engineered columns help the best setting."""
    tried = _try_all(candidate, _marked(settings(candidate), False), _encoded(rows, folds, False), seed)
    best = min(tried, key=lambda attempt: attempt.rmse)
    if sum(field.is_number for field in rows.fields) >= 2:
        tried += _try_all(candidate, _marked([best.params], True), _encoded(rows, folds, True), seed)
        if tried[-1].rmse < best.rmse * (1 - SMALLEST_GAIN):
            best = tried[-1]
    return Tuning(best.params, _by_metric(best, folds), [{"params": one.params, "rmse": one.rmse} for one in tried])


def _by_metric(attempt: _Attempt, folds: Sequence[Fold]) -> FoldScores:
    scores = {name: [getattr(score, name) for score in attempt.scores] for name in METRICS}
    return scores | {"ratio": [len(validation) / len(train) for train, validation in folds]}


def settings(candidate: Candidate) -> list[dict[str, Any]]:
    """Every combination of the search space; one empty setting where nothing is searched."""
    return [dict(zip(candidate.space, values, strict=True)) for values in product(*candidate.space.values())]


def _marked(params: Sequence[dict[str, Any]], engineered: bool) -> list[dict[str, Any]]:
    return [setting | {ENGINEERED: engineered} for setting in params]


def _try_all(
    candidate: Candidate, params: Sequence[dict[str, Any]], folds: Sequence[_EncodedFold], seed: int
) -> list[_Attempt]:
    return [_Attempt(one, [_score(Recipe(candidate, one, seed), fold) for fold in folds]) for one in params]


def _score(recipe: Recipe, fold: _EncodedFold) -> Scores:
    train, validation = fold
    estimator = recipe.candidate.fit(recipe.params, recipe.seed, train.columns, train.target)
    predicted = within_bounds(estimator.predict(validation.columns), validation.bounds)
    return score(validation.target, predicted)


def _encoded(rows: Rows, folds: Sequence[Fold], engineered: bool) -> list[_EncodedFold]:
    return [_encode(rows.take(train), rows.take(validation), engineered) for train, validation in folds]


def _encode(train: Rows, validation: Rows, engineered: bool) -> _EncodedFold:
    """The encoder learns from the training rows of the fold only."""
    encoder = Encoder(train.fields, engineered=engineered).fit(train.inputs)
    first, second = (_Encoded(encoder.transform(rows.inputs), rows.target, rows.bounds) for rows in (train, validation))
    return first, second
