"""Train and compare candidates on one dataset for one task, yielding progress, up to a bundle that can serve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from mlcore.pipeline.diagnosis.diagnosis import audited_fields, diagnose, known_rows
from mlcore.pipeline.diagnosis.group_errors import group_errors
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import BASELINE, CANDIDATES, DEFAULT_SEED, Candidate, choose_candidates
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import REPEATS, Rows, check_seed, comparison_folds, split, usable_rows
from mlcore.pipeline.fitting.validation import FoldScores, cross_validate
from mlcore.pipeline.schema import Schema, Task
from mlcore.pipeline.training.making_bundle import make_bundle
from mlcore.pipeline.training.measuring import Lesson, contender, estimates, measure, one_thread, ranked
from mlcore.pipeline.training.results import (
    CandidateDone,
    CandidateResult,
    Event,
    Finished,
    Parts,
    Started,
    TrainingOutcome,
)
from mlcore.pipeline.training.selection import select
from mlcore.pipeline.training.workers import measure_all

TEST_SIZE = 0.2


def train(
    frame: pd.DataFrame,
    schema: Schema,
    task: Task,
    *,
    candidates: Sequence[Candidate] = CANDIDATES,
    seed: int = DEFAULT_SEED,
    workers: int = 2,
    test_size: float = TEST_SIZE,
) -> Iterator[Event]:
    """Started, then CandidateDone as each finishes (in any order), then Finished.

    Candidates are tuned and compared by repeated cross-validation on the training part; the held-out part
    (`train_test_split(test_size, random_state=seed)`, or whole groups where the schema names a grouping field)
    is only reported. The same frame and seed give the same leaderboard whatever the number of workers.
    Closing the iterator stops the workers. Raises TrainingError before the first event where nothing can be
    learned, and in place of Finished where every candidate failed.
    """
    check_seed(seed)
    if not candidates:
        raise TrainingError("name at least one candidate to train")
    rows = usable_rows(frame, schema, task)
    return _train(frame, schema, task, tuple(candidates), _lesson(rows, test_size, seed), rows, workers)


def cross_validate_recipe(
    frame: pd.DataFrame,
    schema: Schema,
    task: Task,
    candidate: str,
    params: Mapping[str, Any],
    seed: int = DEFAULT_SEED,
    *,
    test_size: float = TEST_SIZE,
) -> FoldScores:
    """Scores of a known recipe on the very folds that `train` compares on, e.g. to set a live model beside a
    new one. Raises TrainingError for an unknown candidate."""
    (chosen,) = choose_candidates([candidate])
    lesson = _lesson(usable_rows(frame, schema, task), test_size, seed)
    with one_thread(chosen):
        return _compare(chosen, params, lesson.training, seed)


def _lesson(rows: Rows, test_size: float, seed: int) -> Lesson:
    learned, held_out = split(rows, test_size, seed)
    return Lesson(rows.take(learned), rows.take(held_out), held_out, seed)


def _parts(rows: Rows, lesson: Lesson) -> Parts:
    return Parts(
        rows=len(rows),
        training_rows=len(lesson.training),
        held_out_rows=len(lesson.held_out),
        folds=len(comparison_folds(lesson.training, lesson.seed)) // REPEATS,
        repeats=REPEATS,
        groups=0 if rows.groups is None else len(set(rows.groups.tolist())),
        seed=lesson.seed,
        held_out_actual=lesson.held_out.target.tolist(),
    )


def _train(
    frame: pd.DataFrame,
    schema: Schema,
    task: Task,
    candidates: tuple[Candidate, ...],
    lesson: Lesson,
    rows: Rows,
    workers: int,
) -> Iterator[Event]:
    yield Started({one.slug: one.label for one in candidates}, _parts(rows, lesson))
    results: dict[str, CandidateResult] = {}
    for result in measure_all(candidates, lesson, workers):
        results[result.candidate] = result
        yield CandidateDone(result)
    yield Finished(_outcome(frame, schema, task, candidates, lesson, rows, results))


def _outcome(
    frame: pd.DataFrame,
    schema: Schema,
    task: Task,
    candidates: tuple[Candidate, ...],
    lesson: Lesson,
    rows: Rows,
    results: Mapping[str, CandidateResult],
) -> TrainingOutcome:
    contenders = [contender(one, results[one.slug]) for one in candidates if results[one.slug].error is None]
    if not contenders:
        raise TrainingError("every candidate failed: " + _errors(results))
    baseline = measure(BASELINE, lesson)
    selection = select(contenders, baseline.fold_scores)
    winner = next(one for one in candidates if one.slug == selection.winner)
    params = results[winner.slug].params
    with one_thread(winner):
        crossed = cross_fit(winner, params, rows, lesson.seed)
        bundle = make_bundle(frame, schema, task, winner, params, rows, lesson.seed, crossed)
        return TrainingOutcome(
            results=_with_groups(ranked(results.values(), selection), frame, schema, task, lesson),
            baseline=baseline,
            selection=selection,
            all_rows=estimates(_compare(winner, params, rows, lesson.seed)),
            parts=_parts(rows, lesson),
            bundle=bundle,
            diagnosis=diagnose(frame, schema, task, rows, crossed, bundle, lesson.seed),
        )


def _with_groups(
    results: Sequence[CandidateResult], frame: pd.DataFrame, schema: Schema, task: Task, lesson: Lesson
) -> tuple[CandidateResult, ...]:
    """Errors by group in the held-out part, which need columns that no candidate gets to see."""
    held_out = known_rows(frame, task).iloc[lesson.held_out_positions]
    fields, actual = audited_fields(schema, task), lesson.held_out.target

    def look(result: CandidateResult) -> CandidateResult:
        predicted = np.asarray(result.held_out_predictions)
        return replace(result, held_out_groups=group_errors(held_out, fields, actual, predicted, lesson.seed))

    return tuple(result if result.error else look(result) for result in results)


def _errors(results: Mapping[str, CandidateResult]) -> str:
    return "; ".join(f"{one.label}: {one.error}" for one in results.values())


def _compare(candidate: Candidate, params: Mapping[str, Any], rows: Rows, seed: int) -> FoldScores:
    return cross_validate(candidate, params, rows, comparison_folds(rows, seed), seed).scores
