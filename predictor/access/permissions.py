"""The rights of `rights.py` as the API's views name them."""

from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from predictor.access.rights import Act, may


def needs(act: Act) -> list[type[BasePermission]]:
    """For `permission_classes`: whoever is logged in and may do this."""

    class Allowed(BasePermission):
        def has_permission(self, request: Request, view: APIView) -> bool:
            return may(request.user, act).allowed

    return [IsAuthenticated, Allowed]
