"""The site of Django's admin: under the product's name, for whoever may administer."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from predictor.access.rights import Act, may


class ProductAdmin(AdminSite):
    site_header = site_title = "studentperf"
    index_title = _("Support: raw tables")

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.ADMINISTER).allowed

    def shows_raw(self, request: HttpRequest) -> bool:
        """Whether no field is hidden from whoever asks: what is stored of it is shown as it is."""
        return may(request.user, Act.DECIDE_FIELDS).allowed

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # One page, which asks for all that an account asks for.
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(  # type: ignore[override]  # a redirect, as Django's own view gives after a change
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # One form, which counts wrong old passwords.
        return redirect("password")
