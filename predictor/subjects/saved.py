"""All subjects of a student as a list to be saved."""

from django.utils import timezone

from predictor.access.questions import tasks_seen_of
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.saving.listed import Columns, listed
from predictor.saving.table import Cell, SavedTable, named_after
from predictor.subjects.reads import Point, Subject, subjects_of
from predictor.targets.reads import student_for

Row = tuple[Subject, Point]


def _predicted(name: str) -> "Columns[Row]":
    return {name: lambda row: getattr(row[1].reading.prediction, name.replace("_", "")) if row[1].reading else None}


def _moment(row: Row) -> Cell:
    return timezone.localtime(row[1].reading.prediction.made_at) if row[1].reading else None


SUBJECTS: Columns[Row] = {
    "question": lambda row: row[1].task.label,
    "begins": lambda row: row[1].named,
    **_predicted("value"),
    **_predicted("low_80"),
    **_predicted("high_80"),
    **_predicted("low_90"),
    **_predicted("high_90"),
    "predicted_at": _moment,
    "older_than_its_data": lambda row: row[1].older,
    "chances": lambda row: row[1].chances,
    "target": lambda row: row[1].standing.score if row[1].standing.target else None,
    "similar_students": lambda row: row[1].standing.reach if row[1].standing.target else None,
    "reached": lambda row: row[1].reading.result.value if row[1].reading and row[1].reading.result else None,
    "newest_result": lambda row: row[0].result.value if row[0].result else None,
    "newest_result_on": lambda row: row[0].result.day if row[0].result else None,
}


def subjects(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    found = subjects_of(student, tasks_seen_of(student, request.user))
    rows = [(subject, point) for subject in found for point in subject.points]
    return listed(named_after("subjects", student.name), "Subjects", SUBJECTS, rows)
