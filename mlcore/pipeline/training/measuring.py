"""One line of the leaderboard: a candidate tuned without the held-out part, compared on all rows, and asked once."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.effort import Effort
from mlcore.pipeline.fitting.folds import Fold, comparison_folds, repeats, tuning_folds
from mlcore.pipeline.fitting.learning_curve import Whole, learning_curve
from mlcore.pipeline.fitting.recipe import ENGINEERED, Recipe
from mlcore.pipeline.fitting.study import Split
from mlcore.pipeline.fitting.tuning import tune
from mlcore.pipeline.fitting.validation import Validation, cross_validate
from mlcore.pipeline.results.candidates import CandidateResult, Tried
from mlcore.pipeline.results.choice import Selection
from mlcore.pipeline.results.held_out import held_out
from mlcore.pipeline.results.parts import InForce
from mlcore.pipeline.results.scores import POSSIBLE, Estimate, FoldScores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.stats.scores import METRICS, estimate, score
from mlcore.pipeline.training.selection import Contender, is_out, mean_rmse

# As quick as none, and on few rows of a school among the best.
REFERENCE = "linear"


@dataclass(frozen=True)
class Measured:
    """A result, what was predicted for the rows that are held out, and scores on folds without these: for errors by
    group, and to choose as if there were no such rows. `own` are the RMSE of the folds on the rows that were learned
    from. One that failed or stepped aside has none of these."""

    result: CandidateResult
    predicted: Floats
    without_held_out: FoldScores
    own: Sequence[float] = ()


@dataclass(frozen=True)
class Contest:
    """What every candidate is measured on. `reference` takes part and is quick: who is clearly behind it on the first
    folds is not compared on more; None where there is none."""

    split: Split
    seed: int
    reference: Candidate | None = None

    @classmethod
    def among(cls, candidates: Sequence[Candidate], split: Split, seed: int) -> "Contest":
        return cls(split, seed, next((one for one in candidates if one.slug == REFERENCE), None))


def measure(candidate: Candidate, contest: Contest) -> Measured:
    """Tune, compare and fit one candidate; an error of its library becomes part of the result."""
    aside = candidate.aside(contest.split.cells)
    if aside is not None:
        return _without_figures(candidate, aside=aside)
    try:
        with one_thread(candidate):
            return _measure(candidate, contest)
    except library_errors() as error:
        return _without_figures(candidate, error=f"{type(error).__name__}: {error}")


def _without_figures(candidate: Candidate, **why: Any) -> Measured:
    result = CandidateResult(candidate=candidate.slug, label=candidate.label, **why)
    return Measured(result, np.empty(0), {})


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


def _measure(candidate: Candidate, contest: Contest) -> Measured:
    split, seed, effort = contest.split, contest.seed, contest.split.effort
    rows, train = split.rows, split.train
    begun = time.perf_counter()
    raced = effort.holds("settings raced", len(rows))
    tuning = tune(candidate, train, tuning_folds(train, seed, effort), seed, raced=raced)
    tuning_seconds = time.perf_counter() - begun
    recipe, folds = Recipe(candidate, tuning.params, seed), comparison_folds(rows, seed, effort)
    validation = _compared(recipe, contest, folds)
    predicted = recipe.fit(train).predict(split.held_out)
    is_shown = len(predicted) >= SMALLEST_GROUP
    result = CandidateResult(
        candidate=candidate.slug,
        label=candidate.label,
        params=tuning.params,
        searched=_searched(candidate, tuning.tried),
        tried=tuning.tried,
        tuning_seconds=tuning_seconds,
        held_out=score(split.held_out.target, predicted) if is_shown else None,
        held_out_rows=held_out(split.held_out.target.tolist(), predicted.tolist()) if is_shown else None,
        effort=_effort(candidate, split.learned, len(validation.folds) < len(folds), effort),
    )
    result = replace(result, **_figures(validation))
    if rows.groups is not None:
        result = replace(result, **_ungrouped(recipe, split))
    measured = Measured(result, predicted, tuning.scores, validation.train_rmse)
    return measured if effort.holds("curve of the chosen", len(rows)) else with_curve(measured, recipe, split)


def with_curve(measured: Measured, recipe: Recipe, split: Split) -> Measured:
    """With the learning curve of its recipe."""
    whole = Whole(measured.own, measured.result.fold_scores["rmse"])
    folds = comparison_folds(split.rows, recipe.seed, split.effort)
    curve = learning_curve(recipe, split.rows, folds, whole, split.effort)
    return replace(measured, result=replace(measured.result, learning_curve=curve))


def _compared(recipe: Recipe, contest: Contest, folds: Sequence[Fold]) -> Validation:
    """On the folds of the first repeat, and on the others unless it is out after these."""
    rows, effort = contest.split.rows, contest.split.effort
    once = len(folds) // repeats(rows, effort)
    first = cross_validate(recipe, rows, folds[:once], effort)
    if once == len(folds) or _is_out(recipe, first, contest, folds[:once]):
        return first
    own = not effort.holds("own rows once", len(rows))
    return first + cross_validate(recipe, rows, folds[once:], effort, own=own)


def _is_out(recipe: Recipe, first: Validation, contest: Contest, folds: Sequence[Fold]) -> bool:
    rows, effort, reference = contest.split.rows, contest.split.effort, contest.reference
    if reference is None or reference == recipe.candidate or not effort.holds("not repeated", len(rows)):
        return False
    beside = cross_validate(Recipe(reference, {}, recipe.seed), rows, folds, effort, own=False)
    return is_out(first.scores, beside.scores)


def _effort(candidate: Candidate, learned: int, is_out: bool, effort: Effort) -> tuple[InForce, ...]:
    out = (InForce("not repeated", effort.above["not repeated"]),) if is_out else ()
    return out + candidate.effort(learned)


def _searched(candidate: Candidate, tried: Sequence[Tried]) -> dict[str, list[Any]]:
    engineered = sorted({setting.params[ENGINEERED] for setting in tried})
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


def _ungrouped(recipe: Recipe, split: Split) -> dict[str, Any]:
    rows, effort = split.rows.without_groups(), split.effort
    folds = comparison_folds(rows, recipe.seed, effort)
    figures = estimates(cross_validate(recipe, rows, folds, effort, own=False).scores)
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
    """Best first, those that failed or stepped aside last; order does not depend on who finished first."""
    marked = [
        replace(result, tied=result.candidate in selection.tied, winner=result.candidate == selection.winner)
        for result in results
    ]
    return tuple(sorted(marked, key=_position))


def _position(result: CandidateResult) -> tuple[bool, float, str]:
    failed = not result.was_compared
    return failed, 0.0 if failed else mean_rmse(result.fold_scores), result.candidate
