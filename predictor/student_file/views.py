"""The page that gives everything that is kept about a student, and its files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access_log.shown.reads import student_for
from predictor.student_file.answers import as_json, as_pdf, english
from predictor.student_file.content import file_of, hidden_from
from predictor.student_file.values import hidden_fields


@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk)
    hidden = hidden_from(request.user, student)
    context = {"student": student, "hidden": hidden_fields(hidden) if hidden else ""}
    return render(request, "student_file/file.html", context)


@require_safe
def pdf(request: Request, pk: int) -> HttpResponse:
    return as_pdf(file_of(student_for(request.user, pk), request.user))


@require_safe
def json(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk)
    with english():
        return as_json(file_of(student, request.user))
