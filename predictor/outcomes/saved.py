"""What a student really reached, as a list to be saved."""

from decimal import Decimal

from django.shortcuts import get_object_or_404

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Student
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


def results(request: Request, pk: int) -> SavedTable:
    students = Student.objects.open_to(request.user, Act.SEE).select_related("classroom__schema_version")
    student = get_object_or_404(students, pk=pk)
    return listed(named_after("results", student.name), "Results", RESULTS, reached(student, most=None))
