"""The one shape of every error below /api/, whatever went wrong and wherever."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from mlcore.pipeline.exceptions import BundleError
from mlcore.words.said import said
from predictor.api.refusals import Refused, about_fields, invalid, too_large
from predictor.problems import (
    ClassArchived,
    DeletedMeanwhile,
    EstimateRefused,
    InvalidAnswers,
    NoLiveModel,
    PredictingStopped,
    StudentObjects,
)
from studentperf.basics.logs import request_id

logger = logging.getLogger(__name__)
UNUSABLE = gettext_noop(
    "The file of this model cannot be used, so there is no answer. An admin finds the reason in the server's log and "
    "can restore the file or let another version serve: manage.py promote."
)
BROKEN = gettext_noop("Something went wrong on the server. It was written to its log.")


# A full disk, a lost connection, a server that restarts: nobody's mistake here, and it passes.
DATABASE_FAILURES = (OperationalError, InterfaceError)
WAIT = 30  # seconds


def handle(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's EXCEPTION_HANDLER, and the top edge of the API: nothing leaves it as a page or a traceback."""
    set_rollback()
    refusal = _translated(error)
    if refusal is None:
        logger.error("The API failed", exc_info=error)
        got_request_exception.send(sender=None, request=context["request"]._request)
        refusal = Refused(500, "error", _(BROKEN))
    content = body(refusal, context["request"].method)
    return Response(content, status=refusal.status_code, headers=_headers(refusal))


def body(error: exceptions.APIException, method: str = "") -> dict[str, Any]:
    fields = getattr(error, "fields", {})
    if isinstance(error, exceptions.ValidationError):
        error, fields = _of_validation(error)
    code = error.get_codes()
    content = {
        "code": code if isinstance(code, str) else "invalid",
        "message": str(error.detail) or about_fields(method),
        "fields": fields,
        "request_id": request_id(),
    }
    return {"error": content}


def _translated(error: Exception) -> exceptions.APIException | None:
    """An error that a client can understand; None: a mistake of ours."""
    refusal: exceptions.APIException | None = None
    match error:
        case exceptions.APIException():
            refusal = error
        case InvalidAnswers():
            refusal = invalid({f"answers.{slug}": said(found) for slug, found in error.refusals.items()})
        case EstimateRefused():
            refusal = invalid({"own_estimate": str(error)})
        case NoLiveModel():
            refusal = Refused(503, "no_live_model", str(error))
        case PredictingStopped():
            refusal = Refused(503, "predicting_stopped", str(error))
        case ClassArchived():
            refusal = Refused(409, "class_archived", str(error))
        case StudentObjects():
            refusal = Refused(409, "student_objects", str(error))
        case BundleError():
            logger.error("A bundle cannot be used", exc_info=error)
            refusal = Refused(503, "model_unavailable", _(UNUSABLE))
        case _ if isinstance(error, DATABASE_FAILURES):
            logger.error("The database failed", exc_info=error)
            refusal = _database_unavailable()
        case Http404() | DeletedMeanwhile():
            refusal = exceptions.NotFound(_("There is no such thing here, or it is not yours to see."))
        case PermissionDenied():
            refusal = exceptions.PermissionDenied()
        case SuspiciousOperation():
            refusal = exceptions.ParseError(_("The request was refused."))
    return refusal


def _database_unavailable() -> Refused:
    message = _("Data cannot be read or stored at the moment. Try again later.")
    return Refused(503, "database_unavailable", message, wait=WAIT)


def _of_validation(error: exceptions.ValidationError) -> tuple[Refused, dict[str, str]]:
    fields = dict(_flat(error.detail))
    whole = fields.pop("", None)
    refusal = invalid(fields) if whole is None else Refused(400, "invalid", whole)
    return refusal, fields


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """('answers.lunch', 'message') for every message in DRF's nested lists and dicts."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            inner = path if key == "non_field_errors" else f"{path}.{key}".lstrip(".")
            yield from _flat(value, inner)
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for position, value in enumerate(detail):
            yield from _flat(value, f"{path}.{position}".lstrip("."))
    elif detail:
        yield path, " ".join(str(item) for item in detail) if isinstance(detail, list) else str(detail)


def _headers(error: exceptions.APIException) -> dict[str, str]:
    challenge, wait = getattr(error, "auth_header", None), getattr(error, "wait", None)
    headers = {"WWW-Authenticate": challenge} if challenge else {}
    return headers | ({"Retry-After": f"{wait:.0f}"} if wait else {})


PLAIN = {
    400: ("bad_request", gettext_noop("The request was refused before it was read. A body must be in UTF-8.")),
    403: ("permission_denied", gettext_noop("This is not allowed.")),
    404: ("not_found", gettext_noop("There is no such address.")),
    500: ("error", BROKEN),
}


def outside_of_views(code: int) -> JsonResponse:
    """An error that Django answers itself, before or after DRF had the request."""
    refusal = _plain(code)
    return JsonResponse(body(refusal), status=code, headers=_headers(refusal))


def _plain(status: int) -> Refused:
    if status == 413:
        return Refused(status, *too_large())
    if status not in PLAIN:
        return _database_unavailable()
    code, message = PLAIN[status]
    return Refused(status, code, _(message))
