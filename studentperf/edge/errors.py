"""Errors that Django itself answers: in the one shape of the API below /api/, as a page elsewhere."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from predictor.api.errors import DATABASE_FAILURES, WAIT, outside_of_views


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(400) if _is_api(request) else defaults.bad_request(request, exception)


def too_large(request: HttpRequest) -> HttpResponse:
    return outside_of_views(413) if _is_api(request) else HttpResponse(render_to_string("413.html"), status=413)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(403) if _is_api(request) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(404) if _is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this while it handles the error, and does not pass it.
    if isinstance(sys.exception(), DATABASE_FAILURES):
        return outside_of_views(503) if _is_api(request) else _not_available()
    return outside_of_views(500) if _is_api(request) else defaults.server_error(request)


def _not_available() -> HttpResponse:
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(WAIT)})


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
