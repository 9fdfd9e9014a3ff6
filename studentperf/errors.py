"""Errors that Django itself answers: in the one shape of the API below /api/, as a page elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from predictor.api.errors import outside_of_views


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(400) if _is_api(request) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(403) if _is_api(request) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return outside_of_views(404) if _is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return outside_of_views(500) if _is_api(request) else defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
