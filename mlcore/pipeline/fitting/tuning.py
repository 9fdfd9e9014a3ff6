"""Which setting of a candidate makes the smallest error on folds of their own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
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


@dataclass(frozen=True)
class Trial:
    """Settings of a candidate to be tried on the fold at a place: a part of the search that stands alone."""

    candidate: Candidate
    settings: Sequence[Mapping[str, Any]]
    place: int
    seed: int


# Does trials, wherever it does them, and gives the scores of their settings in the same order.
Done = Callable[[Sequence[Trial]], Iterable[list[Scores]]]


def tune(  # noqa: PLR0913 - the last three by name, and none is needed
    candidate: Candidate,
    rows: Rows,
    folds: Sequence[Fold],
    seed: int,
    *,
    raced: bool = False,
    done: Done | None = None,
    at_once: int | None = None,
) -> Tuning:
    """Try the whole (small) search space, then whether engineered columns help the best setting. `raced`: those that
    are behind after the first fold are not tried on the others. `at_once`: so many settings are one trial."""
    search = _Search(candidate, seed, done or partial(_in_turn, rows, folds), at_once)
    first, others = range(1), range(1, len(folds))
    params = _marked(settings(candidate), False)
    tried = search.race(params, first, others) if raced else search.try_all(params, range(len(folds)))
    best = _best(tried)
    if sum(field.is_number for field in rows.fields) >= 2:
        (engineered,) = search.try_all(_marked([best.params], True), first)
        if not raced or engineered.rmse < best.scores[0].rmse:
            (rest,) = search.try_all([engineered.params], others)
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


@dataclass(frozen=True)
class _Search:
    """Settings of a candidate tried on folds by their places."""

    candidate: Candidate
    seed: int
    done: Done
    at_once: int | None

    def try_all(self, params: Sequence[dict[str, Any]], places: Sequence[int]) -> list[_Attempt]:
        step = self.at_once or len(params)
        cuts = [(place, start) for place in places for start in range(0, len(params), step)]
        trials = [Trial(self.candidate, params[start : start + step], place, self.seed) for place, start in cuts]
        scores: dict[int, list[Scores]] = {number: [] for number in range(len(params))}
        for (_, start), found in zip(cuts, self.done(trials), strict=True):
            for number, scored in enumerate(found, start):
                scores[number].append(scored)
        return [_Attempt(one, scores[number]) for number, one in enumerate(params)]

    def race(self, params: Sequence[dict[str, Any]], first: Sequence[int], others: Sequence[int]) -> list[_Attempt]:
        """All on the first fold, the best third of them on the others."""
        begun = sorted(self.try_all(params, first), key=lambda attempt: attempt.rmse)
        kept = max(FEWEST_FINALISTS, -(-len(begun) // 3))
        rest = self.try_all([one.params for one in begun[:kept]], others)
        return [one.and_on(other) for one, other in zip(begun, rest, strict=False)] + begun[kept:]


def _in_turn(rows: Rows, folds: Sequence[Fold], trials: Sequence[Trial]) -> Iterable[list[Scores]]:
    return (tried_on(rows, folds, trial) for trial in trials)


def tried_on(rows: Rows, folds: Sequence[Fold], trial: Trial) -> list[Scores]:
    """What each setting of a trial scores on its fold; all of them have columns engineered, or none."""
    train, validation = folds[trial.place]
    engineered = bool(trial.settings[0][ENGINEERED])
    encoded = _encode(rows.take(train), rows.take(validation), engineered)
    return [_score(Recipe(trial.candidate, setting, trial.seed), encoded) for setting in trial.settings]


def _score(recipe: Recipe, fold: _EncodedFold) -> Scores:
    train, validation = fold
    estimator = recipe.candidate.fit(recipe.params, recipe.seed, train.columns, train.target)
    predicted = within_bounds(estimator.predict(validation.columns), validation.bounds)
    return score(validation.target, predicted)


def _encode(train: Rows, validation: Rows, engineered: bool) -> _EncodedFold:
    """The encoder learns from the training rows of the fold only."""
    encoder = Encoder(train.fields, engineered=engineered).fit(train.inputs)
    first, second = (_Encoded(encoder.transform(rows.inputs), rows.target, rows.bounds) for rows in (train, validation))
    return first, second
