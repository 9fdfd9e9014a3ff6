"""Passwords count only where the school wants it; first of the backends, so that no other one is asked."""

from typing import NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


class WherePasswordsCount:
    """Has no accounts of its own: sessions stay with Django's backend, and so outlive an upgrade and a switch."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> None:
        if not settings.PASSWORD_SIGN_IN:
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise PermissionDenied  # ends Django's asking, and is counted
