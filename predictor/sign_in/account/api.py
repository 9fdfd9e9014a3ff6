"""One's own tokens: which there are, making another that may do no more, ending one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.api.authentication import tokens
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.models import TokenGrant
from predictor.models.accounts.tokens import LONGEST_NAME, Scope

SCOPES = [str(scope) for scope in Scope]


class NewTokenSerializer(Strict):
    name = Text(max_length=LONGEST_NAME, help_text="What it is for; told in the list.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=SCOPES), min_length=1, max_length=len(SCOPES), help_text="What it opens."
    )
    days = serializers.IntegerField(
        min_value=1, max_value=3650, required=False, help_text="After which it ends; as the server says at most."
    )


class TokenOfSerializer(serializers.Serializer):
    id = Id()
    name = serializers.CharField(help_text="Empty: a program that logged in with a password.")
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=SCOPES))
    made_at = serializers.DateTimeField(source="token.created")
    ends_at = serializers.DateTimeField(source="token.expiry")
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the hour; null: not yet.")
    is_this = serializers.SerializerMethodField(help_text="Whether it is the one that is sent.")

    def get_is_this(self, row: TokenGrant) -> bool:
        return row.token_id == self.context["digest"]


class MadeTokenSerializer(TokenOfSerializer):
    token = serializers.CharField(help_text="Shown only now; send it as `Authorization: Bearer <token>`.")


LIST = Listing(
    TokenOfSerializer,
    sorts=("id", "name", "made_at"),
    columns={"made_at": "token__created", "ends_at": "token__expiry"},
    moments=("ends_at", "last_used_at"),
)


class TokenList(Resource):
    creates_once = False  # a token is shown once and kept nowhere

    @extend_schema(
        parameters=[LIST.query],
        responses=LIST.answer,
        summary="One's own tokens",
        description="Those that still count, of programs and of log-ins.",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, _own(request), lambda row: _shown(row, request))

    @extend_schema(
        request=NewTokenSerializer,
        responses={201: MadeTokenSerializer},
        summary="Make a token",
        description="It may do no more and lasts no longer than the one that is sent.",
    )
    def post(self, request: Request) -> Response:
        asked = NewTokenSerializer().run_validation(request.data)
        scopes, last = tokens.sent(request.auth)
        _check_scopes(asked["scopes"], scopes)
        ends = min(_days_from_now(asked.get("days")), last)
        token, row = tokens.issue(request.user, asked["name"], asked["scopes"], ends)
        return Response(_shown(row, request) | {"token": token}, status=201)


class TokenOf(Resource):
    @extend_schema(responses={204: None}, summary="End a token", description="At once; any of one's own.")
    def delete(self, request: Request, pk: int) -> Response:
        row = _own(request).filter(pk=pk).first()
        if row is None:
            raise Http404
        tokens.revoke(row.token_id)
        return Response(status=204)


def _own(request: Request) -> QuerySet[TokenGrant]:
    live = TokenGrant.objects.filter(token__user=request.user, token__expiry__gt=timezone.now())
    return live.select_related("token")


def _shown(row: TokenGrant, request: Request) -> dict[str, Any]:
    shown: dict[str, Any] = TokenOfSerializer(context={"digest": request.auth}).to_representation(row)
    return shown


def _check_scopes(asked: Collection[str], sent: Collection[str]) -> None:
    beyond = sorted(set(asked) - set(sent))
    if beyond:
        told = _("The token that is sent may not do this itself: %(scopes)s.") % {"scopes": ", ".join(beyond)}
        raise invalid({"scopes": told})


def _days_from_now(days: int | None) -> datetime:
    return timezone.now() + timedelta(days=min(days or settings.API_TOKEN_DAYS, settings.API_TOKEN_DAYS))
