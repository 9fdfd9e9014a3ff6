"""API tokens. The only module that knows which package keeps them, so that the package can be replaced."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate, user_logged_in
from django.contrib.auth.models import User
from django.utils import timezone
from knox.crypto import hash_token
from knox.models import AbstractAuthToken, get_token_model
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from predictor.api.refusals import Refused

SCHEMES = ("bearer", "token")


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <token>`. One query and no write: this is paid by every request."""

    def authenticate(self, request: Request) -> tuple[User, AbstractAuthToken] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() not in SCHEMES:
            return None
        found = _find(token.strip())
        if found is None or not found.user.is_active:
            raise AuthenticationFailed("This token is not valid or has expired; get a new one at token/.")
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def _find(token: str) -> AbstractAuthToken | None:
    # What is looked up is a hash of the whole token, so the time it takes tells nothing about the token.
    digest = hash_token(token.encode("utf-8", "replace").decode())
    tokens = get_token_model().objects.select_related("user")
    found = tokens.filter(digest=digest).first()
    return None if found is None or _has_expired(found) else found


def _has_expired(token: AbstractAuthToken) -> bool:
    return token.expiry is not None and token.expiry <= timezone.now()


def log_in(request: Request, username: str, password: str) -> User:
    """Check a password; counted and locked out like log-ins on the page. Raises Refused."""
    plain = request._request
    user = authenticate(plain, username=username, password=password)
    if getattr(plain, "axes_locked_out", False):
        plain.axes_locked_out = False  # else its middleware replaces our answer by a page
        raise _locked_out()
    if user is None:
        raise Refused(401, "wrong_credentials", "Username and password do not fit together.")
    user_logged_in.send(sender=type(user), request=plain, user=user)
    return user  # type: ignore[return-value]


def _locked_out() -> Refused:
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    refusal = Refused(429, "locked_out", f"Too many failed attempts; try again in {minutes} minutes.")
    refusal.wait = minutes * 60  # type: ignore[attr-defined]
    return refusal


def issue(user: User) -> tuple[str, datetime]:
    """A new token, shown only now, and when it ends. Expired ones of the same user are removed."""
    tokens = get_token_model().objects
    tokens.filter(user=user, expiry__lte=timezone.now()).delete()
    row, token = tokens.create(user)
    return token, row.expiry


def revoke(token: AbstractAuthToken) -> None:
    token.delete()
