"""Addresses below /api/ that nothing else answers."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


class NoSuchAddress(APIView):
    permission_classes = (AllowAny,)
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        remedy = "" if request.path.endswith("/") else _("Every address of the API ends with a slash.")
        told = (_("There is no such address."), remedy, _("The documentation is at /api/v1/docs/."))
        raise NotFound(" ".join(filter(None, told)))
