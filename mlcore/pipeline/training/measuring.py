"""One line of the leaderboard: a candidate tuned without the held-out part, compared on all rows, and asked once."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Rows, comparison_folds, tuning_folds
from mlcore.pipeline.fitting.learning_curve import learning_curve
from mlcore.pipeline.fitting.recipe import ENGINEERED, Recipe
from mlcore.pipeline.fitting.study import Split
from mlcore.pipeline.fitting.tuning import tune
from mlcore.pipeline.fitting.validation import Validation, cross_validate
from mlcore.pipeline.results.candidates import CandidateResult, Tried
from mlcore.pipeline.results.choice import Selection
from mlcore.pipeline.results.held_out import held_out
from mlcore.pipeline.results.scores import POSSIBLE, Estimate, FoldScores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.stats.scores import METRICS, estimate, score
from mlcore.pipeline.training.selection import Contender, mean_rmse


@dataclass(frozen=True)
class Measured:
    """A result, what was predicted for the rows that are held out, and scores on folds without these: for errors by
    group, and to choose as if there were no such rows. A failed one has neither."""

    result: CandidateResult
    predicted: Floats
    without_held_out: FoldScores


def measure(candidate: Candidate, split: Split, seed: int) -> Measured:
    """Tune, compare and fit one candidate; an error of its library becomes part of the result."""
    try:
        with one_thread(candidate):
            return _measure(candidate, split, seed)
    except library_errors() as error:
        message = f"{type(error).__name__}: {error}"
        failed = CandidateResult(candidate=candidate.slug, label=candidate.label, error=message)
        return Measured(failed, np.empty(0), {})


@contextmanager
def one_thread(candidate: Candidate) -> Iterator[None]:
    """Thread pools of one thread: more would fight over the cores, and round sums differently."""
    candidate.make(0)  # imports its library, since a limit only reaches the pools that are loaded
    with threadpool_limits(limits=1):
        yield


def library_errors() -> tuple[type[Exception], ...]:
    # Evaluated only when something was raised: importing catboost takes a second.
    from catboost import CatBoostError

    return (ArithmeticError, LookupError, MemoryError, RuntimeError, TypeError, ValueError, CatBoostError)


def _measure(candidate: Candidate, split: Split, seed: int) -> Measured:
    rows, train = split.rows, split.train
    begun = time.perf_counter()
    tuning = tune(candidate, train, tuning_folds(train, seed), seed)
    tuning_seconds = time.perf_counter() - begun
    recipe, folds = Recipe(candidate, tuning.params, seed), comparison_folds(rows, seed)
    validation = cross_validate(recipe, rows, folds)
    predicted = recipe.fit(train).predict(split.held_out)
    is_shown = len(predicted) >= SMALLEST_GROUP
    result = CandidateResult(
        candidate=candidate.slug,
        label=candidate.label,
        params=tuning.params,
        searched=_searched(candidate, tuning.tried),
        tried=tuple(Tried(attempt["params"], attempt["rmse"]) for attempt in tuning.tried),
        tuning_seconds=tuning_seconds,
        held_out=score(split.held_out.target, predicted) if is_shown else None,
        held_out_rows=held_out(split.held_out.target.tolist(), predicted.tolist()) if is_shown else None,
        learning_curve=learning_curve(recipe, rows, folds, validation),
    )
    result = replace(result, **_figures(validation))
    if rows.groups is not None:
        result = replace(result, **_ungrouped(recipe, rows))
    return Measured(result, predicted, tuning.scores)


def _searched(candidate: Candidate, tried: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    engineered = sorted({setting["params"][ENGINEERED] for setting in tried})
    return dict(candidate.space) | {ENGINEERED: engineered}


def _figures(validation: Validation) -> dict[str, Any]:
    r2 = validation.scores["r2"]
    return estimates(validation.scores) | {
        "spread": float(np.std(r2, ddof=1)),
        "gap": validation.train_r2 - float(np.mean(r2)),
        "fit_seconds": validation.fit_seconds,
        "predict_seconds": validation.predict_seconds,
        "fold_scores": validation.scores,
    }


def estimates(scores: FoldScores) -> dict[str, Estimate]:
    """Mean and corrected interval of every metric, within what it can be."""
    return {name: estimate(scores[name], scores["ratio"]).within(*POSSIBLE[name]) for name in METRICS}


def _ungrouped(recipe: Recipe, rows: Rows) -> dict[str, Any]:
    rows = rows.without_groups()
    figures = estimates(cross_validate(recipe, rows, comparison_folds(rows, recipe.seed)).scores)
    return {"plain_r2": figures["r2"], "plain_rmse": figures["rmse"]}


def contender(candidate: Candidate, fold_scores: FoldScores, gap: float | None) -> Contender:
    return Contender(
        slug=candidate.slug,
        label=candidate.label,
        simplicity=candidate.simplicity,
        fold_scores=fold_scores,
        gap=gap or 0.0,
    )


def ranked(results: Iterable[CandidateResult], selection: Selection) -> tuple[CandidateResult, ...]:
    """Best first, failed candidates last; order does not depend on who finished first."""
    marked = [
        replace(result, tied=result.candidate in selection.tied, winner=result.candidate == selection.winner)
        for result in results
    ]
    return tuple(sorted(marked, key=_position))


def _position(result: CandidateResult) -> tuple[bool, float, str]:
    failed = result.error is not None
    return failed, 0.0 if failed else mean_rmse(result.fold_scores), result.candidate
