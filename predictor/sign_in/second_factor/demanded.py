"""An admin without a second factor, where one is demanded, reaches only the pages where they set it up."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from predictor.models.accounts.factors import lacks_second_factor

WITHOUT = {
    "login",
    "logout",
    "language",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
}


class SecondFactorFirst:
    """Middleware. The API has no sessions; its tokens are looked at where they are read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Callable[..., Any], *rest: Any) -> HttpResponseBase | None:
        if request.resolver_match.url_name in WITHOUT or not lacks_second_factor(request.user):
            return None
        where = reverse("mfa_index")
        return HttpResponseClientRedirect(where) if request.htmx else redirect(where)
