"""What a page is asked with: a person who is logged in (the middleware lets nobody else through), perhaps by htmx."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from predictor.models.accounts.fields import remember_rules
from predictor.models.accounts.people import remember


class Request(HttpRequest):
    user: User
    htmx: HtmxDetails


class KnowRoles(AuthenticationMiddleware):
    """Who asks, with their roles, which came with the log-in: no door asks for them again."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        who = request.user
        request.user = SimpleLazyObject(lambda: _with_roles(request, who))  # type: ignore[assignment]  # as Django's own


def _with_roles(request: Any, who: "User | AnonymousUser") -> "User | AnonymousUser":
    if isinstance(who, User):
        held = request.session.standing or {}
        remember(who, held.get("roles"), names_allowed=held.get("names_allowed"))
        if request.session.field_rules is not None:
            remember_rules(who, request.session.field_rules)
    return who


class LogInFirst(LoginRequiredMiddleware):
    """A page that stays open after its session has ended asks for its parts all the same: it is led to the log-in page
    as a whole, else that would be shown inside of it."""

    def process_view(self, request: Any, view_func: Callable[..., Any], *rest: Any) -> HttpResponseBase | None:
        answer = super().process_view(request, view_func, *rest)
        if answer is None or not request.htmx:
            return answer
        return HttpResponseClientRedirect(redirect_to_login(_page(request), self.get_login_url(view_func)).url)


def _page(request: Any) -> str:
    """Which one is open, as its script says; what is no address says nothing."""
    with suppress(ValueError):
        if page := request.htmx.current_url_abs_path:
            return str(page)
    return str(request.get_full_path())


def go(request: Request, page: str, pk: int) -> HttpResponse:
    """To another page, also where only a part of this one was asked for."""
    return HttpResponseClientRedirect(reverse(page, args=[pk])) if request.htmx else redirect(page, pk)
