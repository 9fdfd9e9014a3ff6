"""Errors that Django answers itself, before or after DRF had the request."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from predictor.api.errors.handling import BROKEN, database_unavailable, headers
from predictor.api.errors.problem import MEDIA_TYPE, document
from predictor.api.refusals import Refused, too_large

PLAIN = {
    400: ("bad_request", gettext_noop("The request was refused before it was read. A body must be in UTF-8.")),
    403: ("permission_denied", gettext_noop("This is not allowed.")),
    404: ("not_found", gettext_noop("There is no such address.")),
    500: ("error", BROKEN),
}


def outside_of_views(code: int) -> JsonResponse:
    refusal = _plain(code)
    return JsonResponse(document(refusal), status=code, headers=headers(refusal), content_type=MEDIA_TYPE)


def _plain(status: int) -> Refused:
    if status == 413:
        return Refused(status, *too_large())
    if status not in PLAIN:
        return database_unavailable()
    code, message = PLAIN[status]
    return Refused(status, code, _(message))
