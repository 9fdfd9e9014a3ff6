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
from mlcore.pipeline.results.candidates import Tried
from mlcore.pipeline.results.scores import SMALLEST_GAIN, FoldScores, Scores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.scores import METRICS, score

FEWEST_FINALISTS = 2


@dataclass(frozen=True)
class Tuning:
    """The setting chosen, its scores on the tuning folds, and every setting tried with its mean RMSE over them."""

    params: dict[str, Any]
    scores: FoldScores
    tried: tuple[Tried, ...]


@dataclass(frozen=True)
class _Attempt:
    """A setting and its scores, one per tuning fold that it was tried on."""

    params: dict[str, Any]
    scores: Sequence[Scores]

    @cached_property
    def rmse(self) -> float:
        return float(np.mean([score.rmse for score in self.scores]))

    def and_on(self, others: "_Attempt") -> "_Attempt":
        """The same setting on more folds."""
        return _Attempt(self.params, [*self.scores, *others.scores])

    def told(self, best: "_Attempt") -> Tried:
        """As far behind the best as on the folds that it saw, where it was dropped after some of them."""
        folds = len(self.scores)
        if folds == len(best.scores):
            return Tried(self.params, self.rmse)
        behind = self.rmse - float(np.mean([score.rmse for score in best.scores[:folds]]))
        return Tried(self.params, best.rmse + behind, folds)


@dataclass(frozen=True)
class _Encoded:
    """Columns (n, p) and target (n,): of the raw rows no copy is kept for every fold."""

    columns: Floats
    target: Floats
    bounds: tuple[float, float]


# A fold encoded once for all settings: the rows that train and those that validate.
_EncodedFold = tuple[_Encoded, _Encoded]


def tune(candidate: Candidate, rows: Rows, folds: Sequence[Fold], seed: int, *, raced: bool = False) -> Tuning:
    """Try the whole (small) search space, then whether engineered columns help the best setting. `raced`: those that
    are behind after the first fold are not tried on the others."""
    encoded, search = _encoded(rows, folds, False), _race if raced else _try_all
    tried = search(candidate, _marked(settings(candidate), False), encoded, seed)
    best = _best(tried)
    if sum(field.is_number for field in rows.fields) >= 2:
        (engineered,) = _try_all(candidate, _marked([best.params], True), _encoded(rows, folds[:1], True), seed)
        if not raced or engineered.rmse < best.scores[0].rmse:
            (rest,) = _try_all(candidate, [engineered.params], _encoded(rows, folds[1:], True), seed)
            engineered = engineered.and_on(rest)
        tried = [*tried, engineered]
        best = _best([best, engineered], gain=SMALLEST_GAIN)
    return Tuning(best.params, _by_metric(best, folds), tuple(one.told(best) for one in tried))


def _best(tried: Sequence[_Attempt], *, gain: float = 0.0) -> _Attempt:
    """Of those that were tried on all folds the most accurate; or the first one, where the gain would be smaller."""
    folds = max(len(one.scores) for one in tried)
    found = min((one for one in tried if len(one.scores) == folds), key=lambda attempt: attempt.rmse)
    return found if found.rmse < tried[0].rmse * (1 - gain) else tried[0]


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


def _race(
    candidate: Candidate, params: Sequence[dict[str, Any]], folds: Sequence[_EncodedFold], seed: int
) -> list[_Attempt]:
    """All on the first fold, the best third of them on the others."""
    first = sorted(_try_all(candidate, params, folds[:1], seed), key=lambda attempt: attempt.rmse)
    kept = max(FEWEST_FINALISTS, -(-len(first) // 3))
    rest = _try_all(candidate, [one.params for one in first[:kept]], folds[1:], seed)
    return [one.and_on(other) for one, other in zip(first, rest, strict=False)] + first[kept:]


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
