"""What is predicted, aimed at and reached in every question of a student, as their page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mlcore.models import Task
from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field
from mlcore.words import numbers
from mlcore.words.marks import chances as words
from predictor.charts.scale import Scale
from predictor.models import Outcome, Prediction, Student
from predictor.outcomes.matched import results_of
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions, outdated
from predictor.predicting.readings import Reading, readings
from predictor.predicting.words import older
from predictor.subjects.words import starting_points
from predictor.targets.standing import Standing, standings_beside

RELATED = ("submission", "student", "task__schema_version", "model_version")


@dataclass(frozen=True, kw_only=True)
class Point:
    """One question; `named` says from where it begins and is empty where no other asks for the same score. `older`:
    in what its newest prediction is older than its data."""

    standing: Standing
    reading: Reading | None = None
    older: str = ""
    named: str = ""

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
    def aim_at(self) -> str:
        """Where the target stands on the axis; empty without one."""
        score = self.standing.score if self.standing.target else None
        return "" if score is None else Scale(*self.standing.field.bounds).x(score)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A score, and every question that asks for it; `result` is the newest that was recorded."""

    target: Field
    points: tuple[Point, ...]
    result: Outcome | None = None

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
    newest = _newest(student, tasks)
    read = {one.prediction.task_id: one for one in readings(newest.values(), results_of(list(newest.values())))}
    said = _older(student, list(newest.values()))
    points = [
        Point(standing=one, reading=read.get(one.task.pk), older=said.get(one.task.pk, ""))
        for one in standings_beside(student, tasks, newest)
    ]
    return _by_target(points, _results(student))


def _newest(student: Student, tasks: Sequence[Task]) -> dict[int, Prediction]:
    """By task."""
    rows = Prediction.objects.filter(student=student, task__in=tasks).select_related(*RELATED)
    return {row.task_id: row for row in rows.order_by("task_id", "-id").distinct("task_id")}


def _older(student: Student, predictions: Sequence[Prediction]) -> dict[int, str]:
    if not predictions:
        return {}
    entries, live = Entries([student.pk]), live_versions(one.task_id for one in predictions)
    return {
        one.task_id: older(outdated(one, student, entries, live), one.task.schema_version.schema) for one in predictions
    }


def _results(student: Student) -> dict[str, Outcome]:
    """The newest in force, by field."""
    rows = Outcome.objects.filter(student=student, schema_name=student.classroom.schema_version.name).in_force()
    return {row.field: row for row in rows.order_by("field", "-day", "-id").distinct("field")}


def _by_target(points: Iterable[Point], results: Mapping[str, Outcome]) -> list[Subject]:
    found: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        found[point.task.question.target].append(point)
    return [
        Subject(target=same[0].task.target, points=tuple(_named(same)), result=results.get(slug))
        for slug, same in found.items()
    ]


def _named(points: Sequence[Point]) -> list[Point]:
    if len(points) == 1:
        return list(points)
    names = starting_points([point.task for point in points])
    return [replace(point, named=name) for point, name in zip(points, names, strict=True)]
