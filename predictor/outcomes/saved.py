"""What a student really reached, and how good predictions were, as lists to be saved."""

from decimal import Decimal

from django.shortcuts import get_object_or_404

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Student
from predictor.outcomes.page import Line, TaskRecord, rows_of, track_records
from predictor.outcomes.reads import Reached, reached
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

RESULTS: Columns[Reached] = {
    "result": lambda one: one.label,
    "value": lambda one: Decimal(str(one.row.value)),
    "day": lambda one: one.row.day,
    "corrected_from": lambda one: Decimal(str(one.row.replaces.value)) if one.row.replaces else None,
    "by": lambda one: one.row.made_by.get_username(),
    "why": lambda one: one.row.why,
}

RECORDS: Columns[tuple[TaskRecord, Line]] = {
    "question": lambda row: row[0].task.label,
    "whose": lambda row: row[1].whose,
    "results": lambda row: row[1].kept.counted,
    "inside_80": lambda row: _inside(row[1], 0),
    "inside_90": lambda row: _inside(row[1], 1),
    "mean_error": lambda row: row[1].kept.record.error.mean if row[1].kept.record else None,
    "results_above": lambda row: row[1].kept.record.above.mean if row[1].kept.record else None,
}


def _inside(line: Line, level: int) -> float | None:
    return line.kept.record.inside[level].share.mean if line.kept.record else None


def track_record(request: Request) -> SavedTable:
    return listed("track-record", "Track record", RECORDS, rows_of(track_records(request.user)))


def results(request: Request, pk: int) -> SavedTable:
    students = Student.objects.open_to(request.user, Act.SEE).select_related("classroom__schema_version")
    student = get_object_or_404(students, pk=pk)
    return listed(named_after("results", student.name), "Results", RESULTS, reached(student, request.user, most=None))
