"""API tokens. The only module that knows which package keeps them, so that the package can be replaced."""

from datetime import datetime
from typing import Any

from django.conf import settings
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
from predictor.models.accounts.factors import lacks_second_factor
from predictor.models.accounts.fields import RULES_NOW, remember_rules
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
        if lacks_second_factor(user):
            raise Refused(403, "second_factor_needed", _("Set up a second factor first: log in on the page."))
        return user, digest

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"  # not for readers


# As SQL, because every request pays for it and building it costs the ORM four times as much as running it.
# What is looked up is a hash of the whole token, so the time it takes tells nothing about the token.
WHO_HOLDS = f"""\
SELECT u.*, s.roles, s.names_allowed, ({RULES_NOW}) AS field_rules
FROM auth_user u JOIN knox_authtoken t ON t.user_id = u.id LEFT JOIN predictor_standing s ON s.user_id = u.id
WHERE t.digest = %s AND (t.expiry IS NULL OR t.expiry > %s) AND u.is_active
"""  # noqa: S608 - both parts are written here


def _user_of(digest: str) -> User | None:
    """With their roles."""
    user: Any = next(iter(User.objects.raw(WHO_HOLDS, [digest, timezone.now()])), None)
    if user is not None:
        remember(user, user.roles, names_allowed=user.names_allowed)
        remember_rules(user, user.field_rules)
    return user


def wrong_credentials() -> Refused:
    return Refused(401, "wrong_credentials", _("Username and password do not fit together."))


@transaction.atomic
def issue(user: User) -> tuple[str, datetime]:
    """A new token, shown only now, and when it ends. Expired ones of the same user are removed, and the oldest where
    there would be too many: a program that logs in for every run and never out must not be shut out. Raises Refused.
    """
    # Locked: two log-ins at once would each leave room for one, and nobody is made inactive in between.
    if not User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True):
        raise wrong_credentials()
    of_user = get_token_model().objects.filter(user=user)
    expired().filter(user=user).delete()
    newest = of_user.order_by("-created", "-pk")[: settings.API_TOKENS_PER_USER - 1]
    of_user.exclude(pk__in=[row.pk for row in newest]).delete()
    row, token = get_token_model().objects.create(user)
    return token, row.expiry


def of(user: User) -> QuerySet[AuthToken]:
    """The newest first, those that still count."""
    return get_token_model().objects.filter(user=user, expiry__gt=timezone.now()).order_by("-created")


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
