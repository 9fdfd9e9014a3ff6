"""A class and all of one's students as files."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen
from predictor.classes.finding.reads import find
from predictor.classes.glance.lines import ClassLine, Question, lines
from predictor.classes.rosters import with_sizes
from predictor.classes.saved import list_of_all, list_of_class
from predictor.models import Classroom, Student, StudentQuerySet
from predictor.saving import table
from predictor.saving.answers import as_csv, as_xlsx
from predictor.saving.listed import Columns, listed

REMEDY = "save as CSV, or the list of one class"
CLASSES: Columns[tuple[ClassLine, Question | None]] = {
    "class": lambda one: one[0].classroom.name,
    "students": lambda one: one[0].classroom.size or 0,
    "task": lambda one: one[1].task.slug if one[1] else "",
    "predicted": lambda one: one[1].figures.predicted if one[1] else None,
    "lowest": lambda one: one[1].figures.lowest if one[1] else None,
    "highest": lambda one: one[1].figures.highest if one[1] else None,
    "width_80": lambda one: one[1].figures.width if one[1] else None,
    "first_at": lambda one: one[1].figures.first_at if one[1] else None,
    "last_at": lambda one: one[1].figures.last_at if one[1] else None,
    "compared": lambda one: one[1].figures.compared if one[1] else None,
    "outside_earlier_range": lambda one: len(one[1].figures.moved) if one[1] else None,
}


@require_safe
def class_csv(request: Request, pk: int) -> StreamingHttpResponse:
    return as_csv(list_of_class(_classroom(request, pk), request.user))


@require_safe
def class_xlsx(request: Request, pk: int) -> HttpResponseBase:
    classroom = _classroom(request, pk)
    if table.is_too_long(classroom.students.all(), table.MOST_STUDENTS):
        messages.error(request, table.too_long("students", table.MOST_STUDENTS, REMEDY))
        return redirect("classroom", pk)
    return as_xlsx(list_of_class(classroom, request.user))


@require_safe
@needs(Act.SEE, Http404)
def students_csv(request: Request) -> StreamingHttpResponse:
    students = _students(request)
    seen(request, students.values_list("pk", flat=True))
    return as_csv(list_of_all(students, request.user))


@require_safe
@needs(Act.SEE, Http404)
def students_xlsx(request: Request) -> HttpResponseBase:
    students = _students(request)
    if table.is_too_long(students, table.MOST_STUDENTS):
        messages.error(request, table.too_long("students", table.MOST_STUDENTS, REMEDY))
        return redirect("home")
    seen(request, students.values_list("pk", flat=True))
    return as_xlsx(list_of_all(students, request.user))


@needs(Act.SEE, Http404)
def classes(request: Request) -> table.SavedTable:
    """A row per class and question; also of classes that the page is too short for."""
    classrooms = with_sizes(Classroom.objects.visible_to(request.user).current())
    rows = lines(classrooms, request.user, most=table.MOST_STUDENTS)
    pairs = [(line, question) for line in rows for question in line.questions or (None,)]
    return listed("classes", "Classes", CLASSES, pairs)


def _students(request: Request) -> StudentQuerySet:
    """Those that were looked for, or all of every day."""
    text = request.GET.get("q", "")
    return find(request.user, text) if text else Student.objects.current_for(request.user)


def _classroom(request: Request, pk: int) -> Classroom:
    return get_object_or_404(Classroom.objects.visible_to(request.user), pk=pk)
