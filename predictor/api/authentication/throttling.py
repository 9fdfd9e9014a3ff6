"""How many requests one user, or one address without a user, may make per minute."""

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView

WINDOW = 60


class RequestsPerMinute(BaseThrottle):
    """One counter per minute and caller. (DRF's own keeps every request's time, too slow for a high limit.)

    Each worker process counts for itself, so the limit is per worker.
    """

    def allow_request(self, request: Request, view: "APIView") -> bool:
        user = request.user
        caller, most = (
            (f"user-{user.pk}", settings.API_REQUESTS_PER_MINUTE)
            if user and user.is_authenticated
            else (f"address-{self.get_ident(request)}", settings.API_LOGINS_PER_MINUTE)
        )
        return _count(f"api-{caller}-{int(time.time()) // WINDOW}") <= most

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW


def _count(key: str) -> int:
    cache.add(key, 0, timeout=WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # evicted between the two calls
        return 1
