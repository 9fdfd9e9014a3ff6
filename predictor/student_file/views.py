"""The page that gives everything that is kept about a student, and its files."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access_log.shown.reads import student_for
from predictor.student_file.answers import as_json, as_pdf, english
from predictor.student_file.content import file_of


@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    return render(request, "student_file/file.html", {"student": student_for(request.user, pk)})


@require_safe
def pdf(request: Request, pk: int) -> HttpResponse:
    return as_pdf(file_of(student_for(request.user, pk), request.user))


@require_safe
def json(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk)
    with english():
        return as_json(file_of(student, request.user))
