"""What is predicted, aimed at and reached in every question of a student, as their page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Window
from django.db.models.functions import RowNumber

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field
from mlcore.words import numbers
from mlcore.words.marks import chances as words
from predictor.changes import words as changes
from predictor.changes.measured import Measured
from predictor.changes.re_sits import is_result_beyond
from predictor.changes.split import Change
from predictor.changes.split import changes as split
from predictor.charts.scale import Scale
from predictor.models import Outcome, Prediction, Student
from predictor.outcomes.matched import results_of
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions, outdated
from predictor.predicting.readings import Reading, readings
from predictor.predicting.words import older
from predictor.subjects.words import starting_points
from predictor.targets.standing import Standing, standings_beside

Live = Mapping[int, ModelVersion]  # by task
RELATED = ("submission", "student", "task__schema_version", "model_version")


@dataclass(frozen=True, kw_only=True)
class Point:
    """One question; `named` says from where it begins and is empty where no other asks for the same score. `older`:
    in what its newest prediction is older than its data."""

    standing: Standing
    reading: Reading | None = None
    older: str = ""
    named: str = ""
    change: Change | None = None

    @property
    def task(self) -> Task:
        return self.standing.task

    @cached_property
    def chances(self) -> str:
        """In whole people; empty without grades, or where the model version does not tell."""
        told = self.standing.distribution
        if self.reading is None or self.reading.grading is None or told is None:
            return ""
        found = Chances.of(told, self.reading.grading)
        return " ".join(words.said(found, words.counted(found)))

    @property
    def changed(self) -> str:
        """'+6'; empty where nothing was predicted before."""
        return changes.change(self.change, self.standing.field.decimals)

    @property
    def parts(self) -> str:
        return changes.parts(self.change, self.standing.field.decimals)

    @property
    def compared(self) -> str:
        """Whether a re-sit would also bring it, or the part of it that other inputs brought."""
        return changes.told(self.change, self.standing.field.decimals)

    @property
    def aim_at(self) -> str:
        """Where the target stands on the axis; empty without one."""
        score = self.standing.score if self.standing.target else None
        return "" if score is None else Scale(*self.standing.field.bounds).x(score)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A score, and every question that asks for it; `results` are the newest two that were recorded, the last first."""

    target: Field
    points: tuple[Point, ...]
    results: tuple[Outcome, ...] = ()
    beyond: bool | None = None

    @property
    def result(self) -> Outcome | None:
        return self.results[0] if self.results else None

    @property
    def changed(self) -> str:
        """From the result before; empty without one."""
        if len(self.results) < 2:
            return ""
        now, then = (numbers.rounded(row.value, self.target.decimals) for row in self.results)
        return changes.signed(now - then, self.target.decimals)

    @property
    def compared(self) -> str:
        return changes.compared(self.beyond)

    @property
    def label(self) -> str:
        return self.target.label if self.is_several else self.points[0].task.label

    @property
    def is_several(self) -> bool:
        return len(self.points) > 1

    @property
    def reached(self) -> str:
        return numbers.score(self.result.value, self.target) if self.result else ""


def subjects_of(student: Student, tasks: Sequence[Task]) -> list[Subject]:
    """In the order of the tasks; as many queries for one of them as for all."""
    told = _newest_two(student, tasks)
    newest = {task: rows[0] for task, rows in told.items()}
    read = {one.prediction.task_id: one for one in readings(newest.values(), results_of(list(newest.values())))}
    live = live_versions(task.pk for task in tasks)
    said = _older(student, list(newest.values()), live)
    measured = Measured(student.classroom.schema_version.name)
    points = [
        Point(
            standing=one,
            reading=read.get(one.task.pk),
            older=said.get(one.task.pk, ""),
            change=_change(told.get(one.task.pk, ()), one.task, measured),
        )
        for one in standings_beside(student, tasks, newest)
    ]
    return _by_target(points, _results(student), measured, live)


def _newest_two(student: Student, tasks: Sequence[Task]) -> dict[int, list[Prediction]]:
    """By task, the last one first."""
    place = Window(RowNumber(), partition_by="task_id", order_by="-id")
    rows = Prediction.objects.filter(student=student, task__in=tasks).annotate(place=place).filter(place__lte=2)
    found: dict[int, list[Prediction]] = defaultdict(list)
    for row in rows.select_related(*RELATED).order_by("-id"):
        found[row.task_id].append(row)
    return found


def _change(told: Sequence[Prediction], task: Task, measured: Measured) -> Change | None:
    if len(told) < 2:
        return None
    newer, older = told
    return split([(older, newer)], task.target, measured)[newer.pk]


def _older(student: Student, predictions: Sequence[Prediction], live: Live) -> dict[int, str]:
    if not predictions:
        return {}
    entries = Entries([student.pk])
    return {
        one.task_id: older(outdated(one, student, entries, live), one.task.schema_version.shown) for one in predictions
    }


def _results(student: Student) -> dict[str, list[Outcome]]:
    """The newest two in force, by field."""
    place = Window(RowNumber(), partition_by="field", order_by=("-day", "-id"))
    rows = Outcome.objects.filter(student=student, schema_name=student.classroom.schema_version.name).in_force()
    found: dict[str, list[Outcome]] = defaultdict(list)
    for row in rows.annotate(place=place).filter(place__lte=2).order_by("-day", "-id"):
        found[row.field].append(row)
    return found


def _by_target(
    points: Iterable[Point], results: Mapping[str, Sequence[Outcome]], measured: Measured, live: Live
) -> list[Subject]:
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        found[point.task.question.target].append(point)
    return [
        _subject(same[0].task.target, _named(same, live), results.get(slug, ()), measured)
        for slug, same in found.items()
    ]


def _subject(target: Field, points: Sequence[Point], results: Sequence[Outcome], measured: Measured) -> Subject:
    beyond = is_result_beyond(results[1], results[0], target, measured) if len(results) == 2 else None
    return Subject(target=target, points=tuple(points), results=tuple(results), beyond=beyond)


def _named(points: Sequence[Point], live: Live) -> list[Point]:
    if len(points) == 1:
        return list(points)
    names = starting_points([point.task for point in points], live)
    return [replace(point, named=name) for point, name in zip(points, names, strict=True)]
