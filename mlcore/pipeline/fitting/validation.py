"""Fitting one candidate and scoring it on folds; encoder and estimator both see training rows only."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Fold, Rows
from mlcore.pipeline.stats.scores import METRICS, SMALLEST_GAIN, score

ENGINEERED = "engineered"

# Per fold: one list for each of METRICS, and 'ratio', the validation rows per training row.
FoldScores = dict[str, list[float]]


@dataclass(frozen=True)
class Fitted:
    """An encoder and the estimator that learned from its columns."""

    encoder: Encoder
    estimator: Any

    def predict(self, rows: Rows) -> NDArray[np.float64]:
        """Values of shape (n,), kept within the target's bounds as the served ones are."""
        predicted = self.estimator.predict(self.encoder.transform(rows.inputs))
        return within_bounds(predicted, rows)


@dataclass(frozen=True)
class Validation:
    """What repeated cross-validation says about one recipe: scores per fold, and what is typical."""

    scores: FoldScores
    train_r2: float
    train_rmse: list[float]
    fit_seconds: float
    predict_seconds: float


@dataclass(frozen=True)
class Tuning:
    """The setting chosen and every one tried, each with its mean RMSE over the tuning folds."""

    params: dict[str, Any]
    tried: list[dict[str, Any]]


def within_bounds(predicted: NDArray[np.float64], rows: Rows) -> NDArray[np.float64]:
    return np.clip(np.asarray(predicted, dtype=np.float64), *rows.bounds)


def fit(candidate: Candidate, params: Mapping[str, Any], rows: Rows, seed: int) -> Fitted:
    """Learn encoder and estimator from `rows`."""
    encoder = Encoder(rows.fields, engineered=bool(params.get(ENGINEERED, False)))
    columns = encoder.fit(rows.inputs).transform(rows.inputs)
    return Fitted(encoder, candidate.build(params, seed).fit(columns, rows.target))


def cross_validate(
    candidate: Candidate, params: Mapping[str, Any], rows: Rows, folds: Sequence[Fold], seed: int
) -> Validation:
    """Fit and score on every fold; seconds include the encoding."""
    scores: FoldScores = {name: [] for name in (*METRICS, "ratio")}
    learned_scores, fit_seconds, predict_seconds = [], [], []
    for learned, looked_at in folds:
        training, validation = rows.take(learned), rows.take(looked_at)
        begun = time.perf_counter()
        fitted = fit(candidate, params, training, seed)
        fit_seconds.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        predicted = fitted.predict(validation)
        predict_seconds.append(time.perf_counter() - begun)
        learned_scores.append(score(training.target, fitted.predict(training)))
        _append(scores, validation.target, predicted, len(looked_at) / len(learned))
    # The median of the seconds: one fold that had to wait for a core says nothing about the candidate.
    seconds = (float(np.median(values)) for values in (fit_seconds, predict_seconds))
    train_r2 = float(np.mean([one.r2 for one in learned_scores]))
    return Validation(scores, train_r2, [one.rmse for one in learned_scores], *seconds)


def _append(scores: FoldScores, actual: NDArray[np.float64], predicted: NDArray[np.float64], ratio: float) -> None:
    measured = score(actual, predicted)
    for name in METRICS:
        scores[name].append(getattr(measured, name))
    scores["ratio"].append(ratio)


def tune(candidate: Candidate, rows: Rows, folds: Sequence[Fold], seed: int) -> Tuning:
    """Try the whole (small) search space, then whether engineered columns help the best setting."""
    tried = _try_all(candidate, settings(candidate), rows, folds, seed, engineered=False)
    best = min(tried, key=lambda one: one["rmse"])
    if sum(field.is_number for field in rows.fields) >= 2:
        tried += _try_all(candidate, [best["params"]], rows, folds, seed, engineered=True)
        if tried[-1]["rmse"] < best["rmse"] * (1 - SMALLEST_GAIN):
            best = tried[-1]
    return Tuning(best["params"], tried)


def settings(candidate: Candidate) -> list[dict[str, Any]]:
    """Every combination of the search space; one empty setting where nothing is searched."""
    return [dict(zip(candidate.space, values, strict=True)) for values in product(*candidate.space.values())]


def _try_all(
    candidate: Candidate,
    params: Sequence[dict[str, Any]],
    rows: Rows,
    folds: Sequence[Fold],
    seed: int,
    *,
    engineered: bool,
) -> list[dict[str, Any]]:
    encoded = [_encode(rows, fold, engineered) for fold in folds]
    tried = []
    for setting in params:
        errors = []
        for learned_x, learned_y, validation in encoded:
            estimator = candidate.build(setting, seed).fit(learned_x, learned_y)
            predicted = within_bounds(estimator.predict(validation[0]), rows)
            errors.append(score(validation[1], predicted).rmse)
        tried.append({"params": setting | {ENGINEERED: engineered}, "rmse": float(np.mean(errors))})
    return tried


def _encode(rows: Rows, fold: Fold, engineered: bool) -> tuple[Any, Any, tuple[Any, Any]]:
    """Encode a fold once for all settings; the encoder learns from the training rows of the fold."""
    training, validation = (rows.take(positions) for positions in fold)
    encoder = Encoder(rows.fields, engineered=engineered).fit(training.inputs)
    looked_at = encoder.transform(validation.inputs), validation.target
    return encoder.transform(training.inputs), training.target, looked_at
