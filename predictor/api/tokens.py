"""API tokens. The only module that knows which package keeps them, so that the package can be replaced."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, user_logged_in
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.crypto import hash_token
from knox.models import AuthToken, get_token_model
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from predictor.api.refusals import Refused
from predictor.models.accounts.people import remember

SCHEMES = ("bearer", "token")


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`. One query and no write: this is paid by every request."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        """The user, and the hash of the token as `request.auth`."""
        scheme, *between, token = request.headers.get("Authorization", "").partition(" ")  # not for readers
        if scheme.lower() not in SCHEMES:
            return None
        digest = hash_token(token.strip().encode("utf-8", "replace").decode())
        user = _user_of(digest)
        if user is None:
            raise AuthenticationFailed(_("This token is not valid or has expired; get a new one at token/."))
        return user, digest

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"  # not for readers


# As SQL, because every request pays for it and building it costs the ORM four times as much as running it.
# What is looked up is a hash of the whole token, so the time it takes tells nothing about the token.
WHO_HOLDS = """\
SELECT u.*, s.roles, s.names_allowed FROM auth_user u JOIN knox_authtoken t ON t.user_id = u.id
LEFT JOIN predictor_standing s ON s.user_id = u.id
WHERE t.digest = %s AND (t.expiry IS NULL OR t.expiry > %s) AND u.is_active
"""


def _user_of(digest: str) -> User | None:
    """With their roles."""
    user: Any = next(iter(User.objects.raw(WHO_HOLDS, [digest, timezone.now()])), None)
    if user is not None:
        remember(user, user.roles, names_allowed=user.names_allowed)
    return user


def log_in(request: Request, username: str, password: str) -> User:
    """Check a password; counted and locked out like log-ins on the page. Raises Refused."""
    plain = request._request
    user = authenticate(plain, username=username, password=password)
    if getattr(plain, "axes_locked_out", False):
        # Else its middleware replaces our answer by a page.
        plain.axes_locked_out = False  # type: ignore[attr-defined]  # put there by axes
        raise _locked_out()
    if user is None:
        raise _wrong()
    user_logged_in.send(sender=type(user), request=plain, user=user)
    return user


def _wrong() -> Refused:
    return Refused(401, "wrong_credentials", _("Username and password do not fit together."))


def _locked_out() -> Refused:
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    message = _("Too many failed attempts; try again in %(minutes)s minutes.") % {"minutes": minutes}
    return Refused(429, "locked_out", message, wait=minutes * 60)


@transaction.atomic
def issue(user: User) -> tuple[str, datetime]:
    """A new token, shown only now, and when it ends. Expired ones of the same user are removed, and the oldest where
    there would be too many: a program that logs in for every run and never out must not be shut out. Raises Refused.
    """
    # Locked: two log-ins at once would each leave room for one, and nobody is made inactive in between.
    if not User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True):
        raise _wrong()
    of_user = get_token_model().objects.filter(user=user)
    expired().filter(user=user).delete()
    newest = of_user.order_by("-created", "-pk")[: settings.API_TOKENS_PER_USER - 1]
    of_user.exclude(pk__in=[row.pk for row in newest]).delete()
    row, token = get_token_model().objects.create(user)
    return token, row.expiry


def expired() -> QuerySet[AuthToken]:
    return get_token_model().objects.filter(expiry__lte=timezone.now())


def revoke(digest: str) -> None:
    get_token_model().objects.filter(digest=digest).delete()


class EndWithPassword:
    """Among Django's password validators because those are told of every new password, whoever sets it and where.

    Not of a better hash of the same password, which a log-in may bring.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        pass

    def password_changed(self, password: str, user: User) -> None:
        get_token_model().objects.filter(user=user).delete()

    def get_help_text(self) -> str:
        return _("Programs that use the API as this user must log in again with the new password.")
