"""Errors that the API raises by itself. Kept apart from their handling, which needs all of DRF to be loaded."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS

from mlcore.words.numbers import count
from studentperf.basics.limits import LARGEST_JSON


class Refused(APIException):
    """An error of ours: status, code and message, and a message per field where fields are to blame.

    `wait`: seconds after which it may be gone; the answer then says `Retry-After`. `allowed`: by field, what is taken.
    """

    def __init__(
        self,
        status_code: int,
        code: str,
        message: str,
        fields: Mapping[str, str] | None = None,
        wait: int | None = None,
    ) -> None:
        super().__init__(message, code)
        self.status_code, self.code, self.fields, self.wait = status_code, code, dict(fields or {}), wait
        self.allowed: Mapping[str, Any] = {}


def invalid(fields: Mapping[str, str], allowed: Mapping[str, Any] | None = None) -> Refused:
    """Said in general by `about_fields`, which knows what was asked."""
    refused = Refused(400, "invalid", "", fields)
    refused.allowed = allowed or {}
    return refused


def about_fields(method: str) -> str:
    """Above the messages of fields; whoever only reads would have stored nothing anyway."""
    if method in SAFE_METHODS:
        return _("See the message of each field.")
    return _("Nothing was stored; see the message of each field.")


def too_large() -> tuple[str, str]:
    """Code and message."""
    return "too_large", _("The body may hold at most %(most)s bytes.") % {"most": count(LARGEST_JSON)}
