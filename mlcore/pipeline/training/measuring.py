"""One line of the leaderboard: a candidate tuned, compared and looked at once on the held-out part."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.folds import Positions, Rows, comparison_folds, tuning_folds
from mlcore.pipeline.fitting.learning_curve import learning_curve
from mlcore.pipeline.fitting.validation import ENGINEERED, FoldScores, Validation, cross_validate, fit, tune
from mlcore.pipeline.stats.scores import METRICS, Estimate, estimate, score
from mlcore.pipeline.training.results import CandidateResult
from mlcore.pipeline.training.selection import Contender, Selection, mean_rmse


@dataclass(frozen=True)
class Lesson:
    """What every candidate of one training shares: the two parts of the rows and the seed."""

    training: Rows
    held_out: Rows
    held_out_positions: Positions
    seed: int


def measure(candidate: Candidate, lesson: Lesson) -> CandidateResult:
    """Tune, compare and fit one candidate; an error of its library becomes part of the result."""
    try:
        with one_thread(candidate):
            return _measure(candidate, lesson)
    except _library_errors() as error:
        message = f"{type(error).__name__}: {error}"
        return CandidateResult(candidate.slug, candidate.label, error=message)


@contextmanager
def one_thread(candidate: Candidate) -> Iterator[None]:
    """Thread pools of one thread: more would fight over the cores, and round sums differently."""
    candidate.make(0)  # imports its library, since a limit only reaches the pools that are loaded
    with threadpool_limits(limits=1):
        yield


def _library_errors() -> tuple[type[Exception], ...]:
    # Evaluated only when something was raised: importing catboost takes a second.
    from catboost import CatBoostError

    return (ArithmeticError, LookupError, MemoryError, RuntimeError, TypeError, ValueError, CatBoostError)


def _measure(candidate: Candidate, lesson: Lesson) -> CandidateResult:
    rows, seed = lesson.training, lesson.seed
    begun = time.perf_counter()
    tuning = tune(candidate, rows, tuning_folds(rows, seed), seed)
    tuning_seconds = time.perf_counter() - begun
    folds = comparison_folds(rows, seed)
    validation = cross_validate(candidate, tuning.params, rows, folds, seed)
    predicted = fit(candidate, tuning.params, rows, seed).predict(lesson.held_out)
    result = CandidateResult(
        candidate=candidate.slug,
        label=candidate.label,
        params=tuning.params,
        searched=_searched(candidate, tuning.tried),
        tried=tuning.tried,
        tuning_seconds=tuning_seconds,
        held_out=score(lesson.held_out.target, predicted),
        held_out_predictions=predicted.tolist(),
        learning_curve=learning_curve(candidate, tuning.params, rows, folds, validation, seed),
    )
    result = replace(result, **_figures(validation))
    return result if rows.groups is None else replace(result, **_plain(candidate, tuning.params, lesson))


def _searched(candidate: Candidate, tried: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    engineered = sorted({one["params"][ENGINEERED] for one in tried})
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
    """Mean and corrected interval of every metric."""
    return {name: estimate(scores[name], scores["ratio"]) for name in METRICS}


def _plain(candidate: Candidate, params: Mapping[str, Any], lesson: Lesson) -> dict[str, Any]:
    rows = lesson.training.without_groups()
    folds = comparison_folds(rows, lesson.seed)
    figures = estimates(cross_validate(candidate, params, rows, folds, lesson.seed).scores)
    return {"plain_r2": figures["r2"], "plain_rmse": figures["rmse"]}


def contender(candidate: Candidate, result: CandidateResult) -> Contender:
    gap = result.gap if result.gap is not None else 0.0
    return Contender(result.candidate, result.label, candidate.simplicity, result.fold_scores, gap)


def ranked(results: Iterable[CandidateResult], selection: Selection) -> tuple[CandidateResult, ...]:
    """Best first, failed candidates last; order does not depend on who finished first."""
    marked = [
        replace(one, tied=one.candidate in selection.tied, winner=one.candidate == selection.winner) for one in results
    ]
    return tuple(sorted(marked, key=_position))


def _position(result: CandidateResult) -> tuple[bool, float, str]:
    failed = result.error is not None
    return failed, 0.0 if failed else mean_rmse(result.fold_scores), result.candidate
