"""Logging in and out: a password for a token, and a token given back."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from predictor.api import tokens
from predictor.api.fields import Strict, Text
from predictor.api.parsing import Request


class CredentialsSerializer(Strict):
    username = Text(max_length=150)
    # Longer ones only keep the hasher busy.
    password = Text(max_length=1000, trim_whitespace=False)


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField(help_text="Shown only now; send it as `Authorization: Bearer <token>`.")
    expires_at = serializers.DateTimeField()


CREDENTIALS, TOKEN = CredentialsSerializer(), TokenSerializer()


class Token(APIView):
    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.request.method == "POST" else IsAuthenticated()]

    @extend_schema(
        request=CredentialsSerializer,
        responses={201: TokenSerializer},
        auth=[],
        summary="Log in",
        description="Repeated failures lock the account out for a while, here and on the page.",
    )
    def post(self, request: Request) -> Response:
        content = CREDENTIALS.run_validation(request.data)
        user = tokens.log_in(request, content["username"], content["password"])
        token, expires_at = tokens.issue(user)
        return Response(TOKEN.to_representation({"token": token, "expires_at": expires_at}), status=201)

    @extend_schema(responses={204: None}, summary="Log out", description="The token that is sent ends at once.")
    def delete(self, request: Request) -> Response:
        tokens.revoke(request.auth)
        return Response(status=204)
