"""The sheet of a student, and those of a class."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Classroom, Student
from predictor.sheets.conversation import page
from predictor.sheets.conversation.files import file_of_class


@require_safe
def student(request: Request, pk: int) -> HttpResponse:
    students = Student.objects.open_to(request.user, Act.SEE).select_related("classroom__schema_version")
    found = page.of_student(request.user, get_object_or_404(students, pk=pk), _task(request))
    return render(request, "sheets/conversation/student.html", found)


@require_safe
def classroom(request: Request, pk: int) -> HttpResponse:
    found = page.of_class(request.user, _classroom(request, pk), _task(request))
    return render(request, "sheets/conversation/classroom.html", found)


@require_safe
def classroom_pdf(request: Request, pk: int) -> HttpResponse:
    return file_of_class(request.user, _classroom(request, pk), _task(request), request.GET.get("paper", ""))


def _classroom(request: Request, pk: int) -> Classroom:
    classes = Classroom.objects.open_to(request.user, Act.SEE).select_related("schema_version")
    return get_object_or_404(classes, pk=pk)


def _task(request: Request) -> str:
    return request.GET.get("task", "")
