"""Addresses below /api/ that nothing else answers."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


class NoSuchAddress(APIView):
    permission_classes = (AllowAny,)
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        remedy = "" if request.path.endswith("/") else " Every address of the API ends with a slash."
        raise NotFound(f"There is no such address.{remedy} The documentation is at /api/v1/docs/.")
