"""Logging in and out: a password for a token, and a token given back."""

from django.conf import settings
from django.contrib.auth import authenticate, user_logged_in
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.response import Response

from predictor.api.authentication import tokens
from predictor.api.fields import Strict, Text
from predictor.api.parsing import Request
from predictor.api.refusals import Refused
from predictor.api.resource import Resource
from predictor.models.accounts.factors import has_second_factor
from predictor.sign_in.accounts import name_for
from predictor.sign_in.second_factor import codes


class CredentialsSerializer(Strict):
    username = Text(max_length=150)
    # Longer ones only keep the hasher busy.
    password = Text(max_length=1000, trim_whitespace=False)
    code = Text(max_length=20, required=False, help_text="Of the app, or a recovery code, where the account has one.")


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="Shown only now; send it as `Authorization: Bearer <token>`.")
    expires_at = serializers.DateTimeField()


CREDENTIALS, TOKEN = CredentialsSerializer(), TokenSerializer()


class Token(Resource):
    creates_once = False  # a token is shown once and kept nowhere

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.request.method == "POST" else IsAuthenticated()]

    @extend_schema(
        request=CredentialsSerializer,
        responses={201: TokenSerializer},
        auth=[],
        summary="Log in",
        description="Repeated failures lock the account out for a while, here and on the page. An account with a "
        "second factor sends a `code` too; one that has only passkeys makes its tokens on the page *Account*.",
    )
    def post(self, request: Request) -> Response:
        content = CREDENTIALS.run_validation(request.data)
        user = log_in(request, name_for(content["username"]), content["password"], content.get("code", ""))
        token, kept = tokens.issue(user)
        return Response(TOKEN.to_representation({"token": token, "expires_at": kept.token.expiry}), status=201)

    @extend_schema(responses={204: None}, summary="Log out", description="The token that is sent ends at once.")
    def delete(self, request: Request) -> Response:
        tokens.revoke(request.auth)
        return Response(status=204)


def log_in(request: Request, username: str, password: str, code: str) -> User:
    """Check a password, and a code where one is asked for; counted and locked out like on the page. Raises Refused."""
    if not settings.PASSWORD_SIGN_IN:
        raise Refused(403, "passwords_off", _("Passwords do not count here. Make a token on the page Account."))
    user = _of_password(request, username, password)
    if has_second_factor(user):
        _check_code(user, code)
    user_logged_in.send(sender=type(user), request=request._request, user=user)
    return user


def _of_password(request: Request, username: str, password: str) -> User:
    plain = request._request
    user = authenticate(plain, username=username, password=password)
    if getattr(plain, "axes_locked_out", False):
        # Else its middleware replaces our answer by a page.
        plain.axes_locked_out = False  # type: ignore[attr-defined]  # put there by axes
        raise _locked_out()
    if user is None:
        raise tokens.wrong_credentials()
    return user


def _check_code(user: User, code: str) -> None:
    if not code:
        needed = _("This account has a second factor: send its code as well, or make a token on the page Account.")
        raise Refused(401, "code_needed", needed)
    try:
        right = codes.check(user, code)
    except codes.TooManyCodesError:
        raise _locked_out() from None
    if right is None:
        raise Refused(401, "wrong_code", _("This code is not right, or was used already. Wait for the next one."))


def _locked_out() -> Refused:
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    message = _("Too many failed attempts; try again in %(minutes)s minutes.") % {"minutes": minutes}
    return Refused(429, "locked_out", message, wait=minutes * 60)
