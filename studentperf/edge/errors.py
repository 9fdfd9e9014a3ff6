"""Errors that Django itself answers: in the one shape of the API below /api/, as a page elsewhere."""

import sys

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.views import defaults

from predictor.api.errors.handling import DATABASE_FAILURES, WAIT
from predictor.api.errors.outside import outside_of_views
from studentperf.basics.uploads import most_said

UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Not by Django's own view, which reads the form for its token: that is what could not be read.
    return outside_of_views(400) if _is_api(request) else HttpResponse(render_to_string("400.html"), status=400)


def too_large(request: HttpRequest, *, takes_files: bool = False) -> HttpResponse:
    if _is_api(request):
        return outside_of_views(413)
    context = {"most": most_said() if takes_files else ""}
    return HttpResponse(render_to_string("413.html", context), status=413)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(403) if _is_api(request) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return outside_of_views(404)
    try:
        return defaults.page_not_found(request, exception)
    except UNREADABLE as error:  # the page has a form, whose token is looked for in what was sent
        return bad_request(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this while it handles the error, and does not pass it.
    if isinstance(sys.exception(), DATABASE_FAILURES):
        return outside_of_views(503) if _is_api(request) else _not_available()
    return outside_of_views(500) if _is_api(request) else HttpResponse(render_to_string("500.html"), status=500)


def _not_available() -> HttpResponse:
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(WAIT)})


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
