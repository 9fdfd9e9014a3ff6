"""Browsers that somebody logged in with before. Guesses from elsewhere, be it the same address, cannot lock them out.

The method is OWASP's "Slow Down Online Guessing Attacks with Device Cookies": wrong passwords are counted per known
device, and for all others per name and address, and per name.
"""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Sum
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

SALT = "a device that is known to "  # not for readers
REMEMBERED = 180 * 24 * 3600  # seconds
# Guessers may own many addresses: a name is locked for all unknown devices after so many times the usual failures.
ADDRESSES = 10

Credentials = dict[str, Any] | None


class RememberDevice:
    """Middleware: a browser in which somebody is logged in gets a cookie that says so, whichever door they used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            name = request.user.get_username()
            if not _known(request, name):
                _remember(response, name)
        return response


class Guesses(AxesDatabaseHandler):
    """What django-axes counts, and how many guesses were made at a name from all unknown devices together."""

    def get_failures(self, request: HttpRequest, credentials: Credentials = None) -> int:
        failures: int = super().get_failures(request, credentials)
        name = _name(request, credentials)
        if _known(request, name):
            return failures
        recent = AccessAttempt.objects.filter(username=name, attempt_time__gte=get_cool_off_threshold(request))
        everywhere = recent.aggregate(Sum("failures_since_start"))["failures_since_start__sum"] or 0
        return max(failures, everywhere // ADDRESSES)


def counted_as(request: HttpRequest, credentials: Credentials) -> str:
    """The name under which failures are kept: that of the device, where it is known."""
    name = _name(request, credentials)
    device = _known(request, name)
    return f"{name} on known device {device}" if device else name  # not for readers


def counted_by(request: HttpRequest, credentials: Credentials = None) -> list[list[str]]:
    return [["username"]] if _known(request, _name(request, credentials)) else [["username", "ip_address"]]


def _name(request: HttpRequest, credentials: Credentials) -> str:
    return (credentials or request.POST).get("username") or ""


def _cookie(name: str) -> str:
    """Staff share computers: one cookie per account, whose name tells nobody the account's."""
    return f"device-{salted_hmac(SALT, name, algorithm='sha256').hexdigest()[:16]}"


def _known(request: HttpRequest, name: str) -> str:
    """A mark of the device, empty where this account never logged in with it."""
    try:
        return TimestampSigner(salt=SALT + name).unsign(request.COOKIES.get(_cookie(name), ""), max_age=REMEMBERED)
    except BadSignature:
        return ""


def _remember(response: HttpResponseBase, name: str) -> None:
    response.set_cookie(
        _cookie(name),
        TimestampSigner(salt=SALT + name).sign(token_hex(8)),
        max_age=REMEMBERED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # not for readers
    )
