"""The site of Django's admin: under the product's name, for whoever may administer."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from predictor.access.rights import Act, may

OURS = ("predictor", "mlcore")
# Tables that are called otherwise than their rows; those of libraries after what they hold.
NAMES = {
    "AccessAttempt": _("Guesses that are counted"),
    "AccessFailureLog": _("Failed log-ins"),
    "AccessLine": _("Access log"),
    "AccessLog": _("Log-ins"),
    "AuthToken": _("Tokens for the API"),
    "Authenticator": _("Second factors"),
    "GradeBoundaries": _("Grade boundaries"),
    "Group": _("Groups of rights"),
    "LogEntry": _("Changes made in these pages"),
    "SocialAccount": _("Accounts at the provider"),
    "User": _("Accounts"),
}


class ProductAdmin(AdminSite):
    site_header = site_title = "studentperf"
    index_title = _("Support: raw tables")
    enable_nav_sidebar = False  # wide tables need the room

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.ADMINISTER).allowed

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What libraries hold is about accounts, whatever each of them is called."""
        found = super().get_app_list(request, app_label)
        for model in (model for app in found for model in app["models"]):
            model["name"] = NAMES.get(model["object_name"], model["name"])
        others = [app for app in found if app["app_label"] not in OURS]
        if app_label or not others:
            return found
        models = [model for app in others for model in app["models"]]
        of_accounts = others[0] | {
            "name": _("Accounts and signing in"),
            "app_url": reverse("admin:index"),
            "models": models,
        }
        return [*(app for app in found if app not in others), of_accounts]

    def shows_raw(self, request: HttpRequest) -> bool:
        """Whether no field is hidden from whoever asks: what is stored of it is shown as it is."""
        return may(request.user, Act.DECIDE_FIELDS).allowed

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            # To log in once more is no way in: the log-in page would lead back here, and on for ever.
            raise PermissionDenied
        # One page, which asks for all that an account asks for.
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(  # type: ignore[override]  # a redirect, as Django's own view gives after a change
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # One form, which counts wrong old passwords.
        return redirect("password")
