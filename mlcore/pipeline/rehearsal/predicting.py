"""What is predicted of the replayed rows at one point, by models that have not seen them."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mlcore.pipeline.calibration.calibrating import step_of
from mlcore.pipeline.calibration.yardsticks import (
    OutOfFold,
    choose_yardstick,
    cross_fitted_reaches,
    out_of_fold,
    reaches_of_new,
)
from mlcore.pipeline.fitting.cross_fitting import cross_fit_stepwise
from mlcore.pipeline.fitting.effort import EFFORT
from mlcore.pipeline.fitting.folds import Positions, Rows, usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.rehearsal.years import Replay
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.stepwise import Steps

Number = TypeVar("Number", np.intp, np.float64)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A checked frame and the question; `people` numbers its rows, the same for rows of one person (None: each row is
    another's). `replay` is None where parts of all rows are told by the others."""

    frame: pd.DataFrame
    schema: Schema
    task: Question
    people: Positions | None
    replay: Replay | None
    recipe: Recipe


@dataclass(frozen=True, kw_only=True)
class Predicted:
    """Of n replayed rows, at `positions` of the frame: what was predicted and the results, their reaches (n, 98), and
    per row the mean result of those that its model learned from, (n,). `learned` counts these, `groups` those kept
    apart."""

    rows: OutOfFold
    reach: Floats
    means: Floats
    positions: Positions
    step: float
    learned: int
    groups: int


def predicted(asked: Asked, inputs: tuple[str, ...]) -> Steps[Predicted]:
    """From these inputs alone; a step per fit. Raises TrainingError where nothing can be learned."""
    task = replace(asked.task, inputs=inputs)
    return (yield from (_by_parts(asked, task) if asked.replay is None else _by_years(asked, task, asked.replay)))


def _by_parts(asked: Asked, task: Question) -> Steps[Predicted]:
    """Each of ten parts by what the others tell, five of many rows; groups are kept together."""
    rows = usable_rows(asked.frame, asked.schema, task, asked.people)
    cross_fitted = yield from cross_fit_stepwise(asked.recipe, rows)
    some = _some(len(rows), asked)
    told = out_of_fold(rows, cross_fitted).sampled(some)
    means = np.empty(len(rows))
    for train, validation in cross_fitted.folds:
        means[validation] = rows.target[train].mean()
    at = np.flatnonzero(asked.frame[task.target].notna().to_numpy())
    return Predicted(
        rows=told,
        reach=cross_fitted_reaches(told, choose_yardstick(told).yardstick),
        means=_those(some, means),
        positions=_those(some, at),
        step=step_of(rows),
        learned=max(len(train) for train, _ in cross_fitted.folds),
        groups=_groups(rows),
    )


def _by_years(asked: Asked, task: Question, replay: Replay) -> Steps[Predicted]:
    """By a model of the years before, with ranges from rows of these that it had not seen, as a live one has them."""
    people = None if asked.people is None else asked.people[replay.before]
    earlier = usable_rows(asked.frame.iloc[replay.before], asked.schema, task, people)
    at = _those(_some(len(replay.positions), asked), replay.positions)
    cross_fitted = yield from cross_fit_stepwise(asked.recipe, earlier)
    told_by = out_of_fold(earlier, cross_fitted).sampled(_some(len(earlier), asked))
    told = replace(told_by, predicted=_of_new(asked, earlier, at), actual=_results(asked, at), folds=())
    return Predicted(
        rows=told,
        reach=reaches_of_new(told.predicted, told_by, choose_yardstick(told_by).yardstick),
        means=np.full(len(at), earlier.target.mean()),
        positions=at,
        step=step_of(earlier),
        learned=len(earlier),
        groups=_groups(earlier),
    )


def _of_new(asked: Asked, earlier: Rows, at: Positions) -> Floats:
    inputs = asked.frame.iloc[at][[field.slug for field in earlier.fields]].reset_index(drop=True)
    new = Rows(
        fields=earlier.fields,
        target_field=earlier.target_field,
        inputs=inputs,
        target=_results(asked, at),
        groups=None,
    )
    with one_thread(asked.recipe.candidate):
        return asked.recipe.fit(earlier).predict(new)


def _results(asked: Asked, at: Positions) -> Floats:
    return asked.frame[asked.task.target].to_numpy(dtype=np.float64)[at]


def _groups(rows: Rows) -> int:
    return rows.named_groups if rows.groups is not None else 0


def _some(rows: int, asked: Asked) -> Positions | None:
    """Where they are very many, those that figures are told from."""
    return EFFORT.sampled("ranges checked on a sample", rows, asked.recipe.seed)  # not for readers


def _those(some: Positions | None, values: NDArray[Number]) -> NDArray[Number]:
    return values if some is None else values[some]
