"""What was predicted for a class in one question: the newest of each student, what it was before, who is level."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from mlcore.models import Task
from mlcore.pipeline.distribution.chances import Chances
from predictor.changes.measured import Measured
from predictor.changes.split import Change, changes
from predictor.grades.chances import distributions_of
from predictor.grades.in_force import InForce
from predictor.models import Classroom, Prediction, Student
from predictor.outcomes.matched import results_of
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import UP_TO_DATE, Outdated, live_versions, outdated
from predictor.predicting.readings import Reading

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution

RELATED = ("submission", "model_version__schema_version", "task__schema_version", "student__classroom", "made_by")


class Order(StrEnum):
    NAME = "name"
    SCORE = "score"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One student; without a prediction `reading` is None. `chances` are None without grades or a distribution."""

    student: Student
    reading: Reading | None = None
    chances: Chances | None = None
    change: Change | None = None
    outdated: Outdated = UP_TO_DATE
    distribution: "Distribution | None" = None


@dataclass(frozen=True)
class Level:
    """Students who stand together, by name; `is_told` is false of those who have no place in the order."""

    rows: tuple[Row, ...]
    is_told: bool = True


def rows_of(classroom: Classroom, task: Task) -> list[Row]:
    """Everybody by name; as many queries for three students as for hundreds."""
    students = list(_with_newest(classroom, task))
    keys = {key for student in students for key in (student.newest_id, student.before_id) if key}
    found = Prediction.objects.filter(pk__in=keys).select_related(*RELATED).in_bulk()
    newest = [found[student.newest_id] for student in students if student.newest_id in found]
    pairs = [
        (found[student.before_id], found[student.newest_id])
        for student in students
        if student.newest_id in found and student.before_id in found
    ]
    reader = _Reader(task, newest, changes(pairs, task.target, Measured(task.schema_version.name)))
    return [reader.row(student, found.get(student.newest_id or 0)) for student in students]


def levels_of(rows: Sequence[Row]) -> list[Level]:
    """Those with a prediction, the highest level first; last those without a place.

    Whoever is predicted only widely is too close to nearly everybody, and would draw all of them onto one level.
    """
    from mlcore.pipeline.forecast.levels import levels

    predicted = [(row, row.reading.prediction) for row in rows if row.reading]
    told = [
        (row, prediction.value, row.distribution)
        for row, prediction in predicted
        if row.distribution and not _is_wide(prediction)
    ]
    found = levels([value for _, value, _ in told], [distribution for _, _, distribution in told])
    # Rows are by name, and so are those of a level.
    known = [Level(tuple(told[place][0] for place in sorted(part))) for part in found]
    placed = {row.student.pk for level in known for row in level.rows}
    others = tuple(row for row, _ in predicted if row.student.pk not in placed)
    return [*known, Level(others, is_told=False)] if others else known


def _is_wide(prediction: Prediction) -> bool:
    """Whether something was not known that widens the range visibly, and that whoever reads could find out: what nobody
    here may enter is missing of everybody. An older release stored sentences alone."""
    closed = prediction.closed.enter
    return any(warning.get("widens") and warning.get("field") not in closed for warning in prediction.warnings)


def _with_newest(classroom: Classroom, task: Task) -> QuerySet[Any]:
    newest = Prediction.objects.filter(student=OuterRef("pk"), task=task).latest_in_time().values("pk")
    students = classroom.students.select_related("classroom")
    return students.annotate(newest_id=Subquery(newest[:1]), before_id=Subquery(newest[1:2]))


class _Reader:
    """What all rows share is asked once."""

    def __init__(self, task: Task, newest: Sequence[Prediction], changed: dict[int, Change]) -> None:
        self._target, self._changed, self._in_force = task.target, changed, InForce()
        told = distributions_of(newest)
        self._told = {one.pk: distribution for one, distribution in zip(newest, told, strict=True)}
        self._results = results_of(newest)
        self._entries = Entries(one.student_id for one in newest if one.student_id)
        self._live = live_versions([task.pk])

    def row(self, student: Student, prediction: Prediction | None) -> Row:
        if prediction is None:
            return Row(student=student)
        grading = self._in_force.of_prediction(prediction)
        distribution = self._told[prediction.pk]
        return Row(
            student=student,
            reading=Reading(prediction, self._target, grading, self._results.get(prediction.pk)),
            chances=Chances.of(distribution, grading) if distribution and grading else None,
            change=self._changed.get(prediction.pk),
            outdated=outdated(prediction, student, self._entries, self._live),
            distribution=distribution,
        )
