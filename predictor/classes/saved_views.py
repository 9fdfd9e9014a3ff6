"""A class and all of one's students as files."""

from typing import Any

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.classes.rosters import with_sizes
from predictor.classes.saved import list_of_all, list_of_class
from predictor.models import Classroom, Student
from predictor.saving import table
from predictor.saving.answers import as_csv, as_xlsx
from predictor.saving.listed import Columns, listed

REMEDY = "save as CSV, or the list of one class"
CLASSES: Columns[Any] = {"class": lambda one: one.name, "students": lambda one: one.size or 0}


@require_safe
def class_csv(request: Request, pk: int) -> StreamingHttpResponse:
    return as_csv(list_of_class(_classroom(request, pk)))


@require_safe
def class_xlsx(request: Request, pk: int) -> HttpResponseBase:
    classroom = _classroom(request, pk)
    if table.is_too_long(classroom.students.all(), table.MOST_STUDENTS):
        messages.error(request, table.too_long("students", table.MOST_STUDENTS, REMEDY))
        return redirect("classroom", pk)
    return as_xlsx(list_of_class(classroom))


@require_safe
def students_csv(request: Request) -> StreamingHttpResponse:
    return as_csv(list_of_all(Student.objects.visible_to(request.user)))


@require_safe
def students_xlsx(request: Request) -> HttpResponseBase:
    students = Student.objects.visible_to(request.user)
    if table.is_too_long(students, table.MOST_STUDENTS):
        messages.error(request, table.too_long("students", table.MOST_STUDENTS, REMEDY))
        return redirect("home")
    return as_xlsx(list_of_all(students))


def classes(request: Request) -> table.SavedTable:
    """Also those that the page is too short for."""
    return listed("classes", "Classes", CLASSES, with_sizes(Classroom.objects.visible_to(request.user)))


def _classroom(request: Request, pk: int) -> Classroom:
    return get_object_or_404(Classroom.objects.visible_to(request.user), pk=pk)
