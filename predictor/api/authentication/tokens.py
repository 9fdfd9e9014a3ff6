"""API tokens. The only module that knows which package keeps them, so that the package can be replaced."""

from collections.abc import Collection
from datetime import datetime, timedelta
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

from predictor.api.authentication import scopes
from predictor.api.refusals import Refused, invalid
from predictor.models.accounts.factors import lacks_second_factor
from predictor.models.accounts.fields import RULES_NOW, remember_rules
from predictor.models.accounts.people import remember
from predictor.models.accounts.tokens import ALL_SCOPES, TokenGrant, limit

SCHEMES = ("bearer", "token")
# When a token was last used is kept to the hour, so that asking writes nothing for most of the time.
USED_ANEW = timedelta(hours=1)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`. One query, and a write once an hour: this is paid by every request."""

    def authenticate(self, request: Request) -> tuple[User, str] | None:
        """The user, and the hash of the token as `request.auth`."""
        scheme, *between, token = request.headers.get("Authorization", "").partition(" ")  # not for readers
        if scheme.lower() not in SCHEMES:
            return None
        digest = hash_token(token.strip().encode("utf-8", "replace").decode())
        user, grant = _user_of(digest)
        if user is None:
            raise AuthenticationFailed(_("This token is not valid or has expired; get a new one at token/."))
        if lacks_second_factor(user):
            raise Refused(403, "second_factor_needed", _("Set up a second factor first: log in on the page."))
        scopes.check(_address(request), request.method or "", grant.scopes)
        _note_use(digest, grant.last_used_at)
        return user, digest

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"  # not for readers


# As SQL, because every request pays for it and building it costs the ORM four times as much as running it.
# What is looked up is a hash of the whole token, so the time it takes tells nothing about the token.
WHO_HOLDS = f"""\
SELECT u.*, s.roles, s.names_allowed, ({RULES_NOW}) AS field_rules, g.scopes, g.last_used_at
FROM auth_user u JOIN knox_authtoken t ON t.user_id = u.id LEFT JOIN predictor_standing s ON s.user_id = u.id
LEFT JOIN predictor_tokengrant g ON g.token_id = t.digest
WHERE t.digest = %s AND (t.expiry IS NULL OR t.expiry > %s) AND u.is_active
"""  # noqa: S608 - both parts are written here


def _user_of(digest: str) -> tuple[User | None, TokenGrant]:
    """With their roles, and what the token opens: everything where it is older than scopes are."""
    user: Any = next(iter(User.objects.raw(WHO_HOLDS, [digest, timezone.now()])), None)
    if user is None:
        return None, TokenGrant()
    remember(user, user.roles, names_allowed=user.names_allowed)
    remember_rules(user, user.field_rules)
    opened = ALL_SCOPES if user.scopes is None else user.scopes
    limit(user, opened)
    return user, TokenGrant(scopes=opened, last_used_at=user.last_used_at)


def _address(request: Request) -> str:
    found = request._request.resolver_match
    return (found and found.url_name) or ""


def _note_use(digest: str, last: datetime | None) -> None:
    now = timezone.now()
    if last is None or last < now - USED_ANEW:
        TokenGrant.objects.filter(token=digest).update(last_used_at=now)


def wrong_credentials() -> Refused:
    return Refused(401, "wrong_credentials", _("Username and password do not fit together."))


@transaction.atomic
def issue(
    user: User, name: str = "", may: Collection[str] = ALL_SCOPES, ends: datetime | None = None
) -> tuple[str, TokenGrant]:
    """A new token, shown only now, and what is kept of it. Expired ones of the same user are removed, and the oldest
    without a name where there would be too many: a program that logs in for every run and never out must not be shut
    out. Raises Refused, also where all have names.
    """
    # Locked: two log-ins at once would each leave room for one, and nobody is made inactive in between.
    if not User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True):
        raise wrong_credentials()
    expired().filter(user=user).delete()
    _make_room(user)
    row, token = get_token_model().objects.create(user)
    if ends is not None:
        row.expiry = ends
        row.save(update_fields=["expiry"])
    opened = [scope for scope in ALL_SCOPES if scope in may]
    return token, TokenGrant.objects.create(token=row, name=name, scopes=opened)


def _make_room(user: User) -> None:
    rows = get_token_model().objects.filter(user=user).order_by("created", "pk")
    most = settings.API_TOKENS_PER_USER
    too_many = max(0, rows.count() + 1 - most)
    without_name = [row.pk for row in rows.exclude(grant__name__gt="")[:too_many]]
    if len(without_name) < too_many:
        told = _("There are %(most)s tokens with names, as many as there may be. End one first.")
        raise invalid({"name": told % {"most": most}})
    rows.filter(pk__in=without_name).delete()


def of(user: User) -> QuerySet[AuthToken]:
    """The newest first, those that still count, with what is kept of them."""
    live = get_token_model().objects.filter(user=user, expiry__gt=timezone.now())
    return live.select_related("grant").order_by("-created")


def sent(digest: str) -> tuple[Collection[str], datetime]:
    """What the token that is sent opens, and when it ends."""
    row = get_token_model().objects.select_related("grant").get(digest=digest)
    return (row.grant.scopes if hasattr(row, "grant") else ALL_SCOPES), row.expiry


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
