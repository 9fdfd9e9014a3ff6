"""What went wrong, as an error that a client understands."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from mlcore.pipeline.exceptions import BundleError
from mlcore.words.said import said
from predictor.api.errors.allowed import of_answer
from predictor.api.errors.problem import MEDIA_TYPE, document
from predictor.api.refusals import Refused, invalid
from predictor.problems import (
    ClassArchived,
    DeletedMeanwhile,
    EstimateRefused,
    InvalidAnswers,
    NoLiveModel,
    PredictingStopped,
    StudentObjects,
)

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
    content = document(refusal, context["request"].method)
    return Response(content, status=refusal.status_code, headers=headers(refusal), content_type=MEDIA_TYPE)


def _translated(error: Exception) -> exceptions.APIException | None:
    """An error that a client can understand; None: a mistake of ours."""
    refusal: exceptions.APIException | None = None
    match error:
        case exceptions.APIException():
            refusal = error
        case InvalidAnswers():
            refusal = _of_answers(error)
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
            refusal = database_unavailable()
        case Http404() | DeletedMeanwhile():
            refusal = exceptions.NotFound(_("There is no such thing here, or it is not yours to see."))
        case PermissionDenied():
            refusal = exceptions.PermissionDenied()
        case SuspiciousOperation():
            refusal = exceptions.ParseError(_("The request was refused."))
    return refusal


def _of_answers(error: InvalidAnswers) -> Refused:
    told = {f"answers.{slug}": said(found) for slug, found in error.refusals.items()}
    return invalid(told, {f"answers.{slug}": of_answer(found) for slug, found in error.refusals.items()})


def database_unavailable() -> Refused:
    message = _("Data cannot be read or stored at the moment. Try again later.")
    return Refused(503, "database_unavailable", message, wait=WAIT)


def headers(error: exceptions.APIException) -> dict[str, str]:
    wait = getattr(error, "wait", None)
    # Whoever sent a wrong password is told as well what would open this (RFC 9110).
    headers = {"WWW-Authenticate": getattr(error, "auth_header", "Bearer")} if error.status_code == 401 else {}
    return headers | ({"Retry-After": f"{wait:.0f}"} if wait else {})
