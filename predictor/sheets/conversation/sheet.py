"""The facts of a sheet: one student and one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from mlcore.models import Task
from predictor.grades.chances import distributions_of
from predictor.grades.in_force import InForce
from predictor.models import Classroom, Outcome, Prediction, Student
from predictor.predicting.readings import Reading
from predictor.sheets.conversation.dots import Dots, dots_of
from predictor.sheets.conversation.entries import Entries, entries_of
from predictor.sheets.conversation.reads import Rows, rows_of
from predictor.targets.standing import Standing

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution


@dataclass(frozen=True, kw_only=True)
class Sheet:
    student: Student
    classroom: Classroom
    task: Task
    reading: Reading
    dots: Dots
    standing: Standing
    entries: Entries
    before: tuple[Reading, ...]
    results: tuple[Outcome, ...]
    is_demo: bool

    @property
    def prediction(self) -> Prediction:
        return self.reading.prediction


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """Of everybody for whom something was predicted; `without` are the others."""

    sheets: list[Sheet]
    without: list[Student]


def sheets_of(students: Sequence[Student], classroom: Classroom, task: Task) -> Sheets:
    rows, in_force = rows_of(students, task), InForce()
    predicted = [student for student in students if rows[student.pk].predictions]
    newest = [rows[student.pk].predictions[0] for student in predicted]
    told = distributions_of(newest)
    return Sheets(
        sheets=[
            _sheet(student, classroom, rows[student.pk], distribution, in_force)
            for student, distribution in zip(predicted, told, strict=True)
        ],
        without=[student for student in students if not rows[student.pk].predictions],
    )


def _sheet(
    student: Student, classroom: Classroom, rows: Rows, distribution: "Distribution | None", in_force: InForce
) -> Sheet:
    prediction = rows.predictions[0]
    reading = _reading(prediction, in_force)
    return Sheet(
        student=student,
        classroom=classroom,
        task=prediction.task,
        reading=reading,
        dots=dots_of(reading, distribution),
        standing=_standing(rows, in_force),
        entries=entries_of(prediction, student),
        before=tuple(_reading(one, in_force) for one in rows.predictions[1:]),
        results=tuple(rows.results),
        is_demo=prediction.is_demo,  # type: ignore[attr-defined]  # the query adds it
    )


def _reading(prediction: Prediction, in_force: InForce) -> Reading:
    """As it was described when the answers were entered."""
    schema = prediction.submission.schema_version.shown
    target = schema.field(schema.task(prediction.task.slug).target)
    return Reading(prediction, target, in_force.of_prediction(prediction))


def _standing(rows: Rows, in_force: InForce) -> Standing:
    prediction = rows.predictions[0]
    student = prediction.student
    grading = in_force.at(prediction.task, student.classroom_id if student else None, timezone.now())
    return Standing(task=prediction.task, grading=grading, newest=rows.target, prediction=prediction)
