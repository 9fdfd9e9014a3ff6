"""One line of the leaderboard: a candidate tuned without the held-out part, compared on all rows, and asked once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from mlcore.pipeline.exceptions import WorkEnded
from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.effort import Effort
from mlcore.pipeline.fitting.folds import comparison_folds, repeats
from mlcore.pipeline.fitting.learning_curve import Whole, learning_curve
from mlcore.pipeline.fitting.recipe import ENGINEERED, Recipe
from mlcore.pipeline.fitting.study import Split
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.fitting.tuning import Trial, tune
from mlcore.pipeline.fitting.validation import Validation
from mlcore.pipeline.places.place import Each, in_turn
from mlcore.pipeline.results.candidates import CandidateResult, Tried
from mlcore.pipeline.results.choice import Selection
from mlcore.pipeline.results.held_out import held_out
from mlcore.pipeline.results.parts import InForce
from mlcore.pipeline.results.scores import POSSIBLE, Estimate, FoldScores
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.stats.scores import METRICS, Scores, estimate, score
from mlcore.pipeline.training.contest import Contest, OnFold, of_held_out, on_comparison_fold, on_mixed_fold, trial
from mlcore.pipeline.training.selection import Contender, is_out, mean_rmse

# Of a fold that is encoded anew for each part that is done elsewhere.
SETTINGS_AT_ONCE = 3


@dataclass(frozen=True)
class Measured:
    """A result, what was predicted for the rows that are held out, and scores on folds without these: for errors by
    group, and to choose as if there were no such rows. `own` are the RMSE of the folds on the rows that were learned
    from. One that failed or stepped aside has none of these."""

    result: CandidateResult
    predicted: Floats
    without_held_out: FoldScores
    own: Sequence[float] = ()


def measure(contest: Contest, candidate: Candidate, each: Each = in_turn) -> Measured:
    """Tune, compare and fit one candidate; an error of its library becomes part of the result. Its folds, settings and
    fits are parts that may be done elsewhere."""
    aside = candidate.aside(contest.split.cells)
    if aside is not None:
        return _without_figures(candidate, aside=aside)
    try:
        return _measure(candidate, contest, each)
    except library_errors() as error:
        return _without_figures(candidate, error=f"{type(error).__name__}: {error}")


def _without_figures(candidate: Candidate, **why: Any) -> Measured:
    result = CandidateResult(candidate=candidate.slug, label=candidate.label, **why)
    return Measured(result, np.empty(0), {})


def library_errors() -> tuple[type[Exception], ...]:
    # Evaluated only when something was raised: importing catboost takes a second.
    from catboost import CatBoostError

    return (ArithmeticError, LookupError, MemoryError, RuntimeError, TypeError, ValueError, CatBoostError, WorkEnded)


def _measure(candidate: Candidate, contest: Contest, each: Each) -> Measured:
    split, effort, rows = contest.split, contest.split.effort, contest.split.rows
    seconds: list[float] = []
    tuning = tune(
        candidate,
        split.train,
        contest.tuning_folds,
        contest.seed,
        raced=effort.holds("settings raced", len(rows)),
        done=partial(_done, each, contest, seconds),
        at_once=None if each is in_turn else SETTINGS_AT_ONCE,
    )
    recipe = Recipe(candidate, tuning.params, contest.seed)
    validation = _compared(recipe, contest, each)
    (predicted,) = each(of_held_out, contest, [recipe])
    is_shown = len(predicted) >= SMALLEST_GROUP
    result = CandidateResult(
        candidate=candidate.slug,
        label=candidate.label,
        params=tuning.params,
        searched=_searched(candidate, tuning.tried),
        tried=tuning.tried,
        tuning_seconds=sum(seconds),
        held_out=score(split.held_out.target, predicted) if is_shown else None,
        held_out_rows=held_out(split.held_out.target.tolist(), predicted.tolist()) if is_shown else None,
        effort=_effort(candidate, split.learned, len(validation.folds) < len(contest.folds), effort),
    )
    result = replace(result, **_figures(validation))
    if rows.groups is not None:
        result = replace(result, **_ungrouped(recipe, contest, each))
    measured = Measured(result, predicted, tuning.scores, validation.train_rmse)
    if effort.holds("curve of the chosen", len(rows)):
        return measured
    (with_its_curve,) = each(_with_curve, contest, [(measured, recipe)])
    return with_its_curve


def _done(each: Each, contest: Contest, seconds: list[float], trials: Sequence[Trial]) -> Iterator[list[Scores]]:
    """Their scores; the time is that of the trials alone, since those done elsewhere may wait for others."""
    for tried in each(trial, contest, trials):
        seconds.append(tried.seconds)
        yield tried.scores


def _with_curve(contest: Contest, of: tuple[Measured, Recipe]) -> Measured:
    measured, recipe = of
    with one_thread(recipe.candidate):
        return with_curve(measured, recipe, contest.split)


def with_curve(measured: Measured, recipe: Recipe, split: Split) -> Measured:
    """With the learning curve of its recipe."""
    whole = Whole(measured.own, measured.result.fold_scores["rmse"])
    folds = comparison_folds(split.rows, recipe.seed, split.effort)
    curve = learning_curve(recipe, split.rows, folds, whole, split.effort)
    return replace(measured, result=replace(measured.result, learning_curve=curve))


def _compared(recipe: Recipe, contest: Contest, each: Each) -> Validation:
    """On the folds of the first repeat, and on the others unless it is out after these."""
    rows, effort = contest.split.rows, contest.split.effort
    all_of_them, once = len(contest.folds), len(contest.folds) // repeats(rows, effort)
    first = _validated([OnFold(recipe, place, own=True) for place in range(once)], contest, each)
    if once == all_of_them or _is_out(recipe, first, contest, each):
        return first
    own = not effort.holds("own rows once", len(rows))
    return first + _validated([OnFold(recipe, place, own) for place in range(once, all_of_them)], contest, each)


def _validated(asked: Sequence[OnFold], contest: Contest, each: Each) -> Validation:
    return Validation(tuple(each(on_comparison_fold, contest, asked)))


def _is_out(recipe: Recipe, first: Validation, contest: Contest, each: Each) -> bool:
    rows, effort, reference = contest.split.rows, contest.split.effort, contest.reference
    if reference is None or reference == recipe.candidate or not effort.holds("not repeated", len(rows)):
        return False
    plain = Recipe(reference, {}, recipe.seed)
    beside = _validated([OnFold(plain, place) for place in range(len(first.folds))], contest, each)
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


def _ungrouped(recipe: Recipe, contest: Contest, each: Each) -> dict[str, Any]:
    asked = [OnFold(recipe, place) for place in range(len(contest.mixed[1]))]
    figures = estimates(Validation(tuple(each(on_mixed_fold, contest, asked))).scores)
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
