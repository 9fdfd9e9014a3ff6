"""Replay a past year as if it were live: how wide, how right, how often chances came true, point by point.

Given the recipe, no cell that comes later than a point moves a figure of it or of an earlier one; of replayed years
nothing that came after them does. The recipe itself is the caller's: one that was chosen later knows what came.
"""

from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from mlcore.pipeline.calibration.yardsticks import ends
from mlcore.pipeline.diagnosis.coverage import coverage
from mlcore.pipeline.diagnosis.reliability import cuts, reliability
from mlcore.pipeline.fitting.folds import Positions
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.rehearsal.beside import beside, mean, newest
from mlcore.pipeline.rehearsal.facts import AtPoint, NoYears, RangesAt, Rehearsed
from mlcore.pipeline.rehearsal.known import Known, known_at
from mlcore.pipeline.rehearsal.predicting import Asked, Predicted, predicted
from mlcore.pipeline.rehearsal.years import Replay, replay_of
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.stepwise import told

# At which of so many points it is, and how many fits of it are done, of how many.
Step = tuple[int, int, int, int]
Steps = Generator[Step, None, Rehearsed]


def rehearse(  # noqa: PLR0913 - what a rehearsal is made of
    frame: pd.DataFrame,
    schema: Schema,
    task: Question,
    recipe: Recipe,
    *,
    people: Positions | None = None,
    year: str = "",
) -> Steps:
    """Of a checked frame, by one recipe at every point, a step per fit; the same seed gives the same figures. `year` is
    replayed, or the newest that can be; without years parts of all rows are told by the others. Raises
    TrainingError."""
    replay = replay_of(frame, schema, task, year)
    by_years = replay if isinstance(replay, Replay) else None
    asked = Asked(frame=frame, schema=schema, task=task, people=people, replay=by_years, recipe=recipe)
    every, found = known_at(schema, task), list[Predicted]()
    for place, known in enumerate(every):
        found.append((yield from told(predicted(asked, known.inputs), partial(_step, place, len(every)))))
    return _rehearsed(asked, every, found, replay)


def _step(place: int, points: int, fits: tuple[int, int]) -> Step:
    return place, points, *fits


def _rehearsed(asked: Asked, every: tuple[Known, ...], found: list[Predicted], replay: Replay | NoYears) -> Rehearsed:
    last, years = found[-1], asked.replay
    known = int(asked.frame[asked.task.target].notna().sum())
    return Rehearsed(
        target=asked.task.target,
        candidate=asked.recipe.candidate.slug,
        label=asked.recipe.candidate.label,
        seed=asked.recipe.seed,
        replayed="year" if years else "parts",
        no_years="" if isinstance(replay, Replay) else replay,
        year=years.year if years else "",
        earlier=years.earlier if years else (),
        rows=len(last.positions),
        learned=last.learned,
        left_out=known - len(years.positions) - last.learned if years else 0,
        groups=last.groups,
        points=tuple(_points(asked, every, found)),
    )


def _points(asked: Asked, every: tuple[Known, ...], found: list[Predicted]) -> Iterator[AtPoint]:
    before: tuple[str, ...] = ()
    for known, at in zip(every, found, strict=True):
        yield replace(_at(asked, known, at), new=tuple(slug for slug in known.inputs if slug not in before))
        before = known.inputs


def _at(asked: Asked, known: Known, found: Predicted) -> AtPoint:
    off = found.rows.residuals
    target = asked.schema.field(asked.task.target)
    scores = cuts(found.rows.actual, target.grading, found.step)
    foretold = int((~np.isnan(newest(asked.frame, known.forecasts, found))).sum())
    return AtPoint(
        point=known.point,
        new=(),
        rows=len(off),
        ranges=tuple(_ranges(found)),
        error=mean(np.abs(off)),
        above=mean(off),
        chances=reliability(found.rows, found.reach, scores, found.step) if _tells(found) else (),
        beside=tuple(beside(asked.frame, known, found)),
        foretold=foretold if known.forecasts else None,
    )


def _tells(found: Predicted) -> bool:
    """Whether any row has a range: of few rows, some folds leave too few others to tell one."""
    return bool((~np.isnan(found.reach[:, 0])).any())


def _ranges(found: Predicted) -> Iterator[RangesAt]:
    there = ~np.isnan(found.reach[:, 0])
    for held in coverage(found.rows, found.reach):
        low, high = ends(found.rows, found.reach, held.level)
        yield RangesAt(float((high - low)[there].mean()), held)
