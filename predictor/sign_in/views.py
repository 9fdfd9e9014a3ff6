"""Logging in by a password or by a link, and passwords."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from predictor.access.limits import RESETS_BY_VISITOR, visitor
from predictor.sign_in import keys, resets
from predictor.sign_in.forms import ChangePasswordForm, ForgottenForm, LogInForm

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


class LogIn(views.LoginView):
    template_name = "sign_in/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PASSWORD_SIGN_IN:
            return self.render_to_response(self.get_context_data(), status=403)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        return go_on(self.request, form.get_user(), "password", self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {"passwords": settings.PASSWORD_SIGN_IN, "provider": settings.OIDC}
        return super().get_context_data(**kwargs) | about


def go_on(request: HttpRequest, user: User, method: str, where: str | None = None) -> HttpResponse:
    """To the second factor, where the account has one, and then into the product. It was shown just now who it is."""
    record_authentication(request, user, method, reauthenticated=True)
    return perform_login(request, Login(user=user, redirect_url=where))


@login_not_required
@READ_OR_SEND
def log_in_by_link(request: HttpRequest) -> HttpResponse:
    """Asks once more: what looks at mails ahead of people must not use the link up."""
    try:
        user = keys.account_of(keys.LOG_IN, request)
    except keys.TooManyLinksError:
        return too_many(request)
    if user is None:
        return _ended(request)
    if request.method == "POST":
        return go_on(request, user, "link")
    return render(request, "sign_in/link.html", {"account": user})


@login_not_required
@READ_OR_SEND
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer whether there is such an account or not."""
    if not settings.PASSWORD_SIGN_IN:
        return render(request, "sign_in/no_passwords.html", status=403)
    form = ForgottenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "sign_in/forgotten.html", {"form": form})
    if not RESETS_BY_VISITOR.allows(visitor(request)):
        return too_many(request)
    resets.ask(form.cleaned_data["address"])
    return redirect("password-sent")


@login_not_required
@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "sign_in/sent.html")


@login_not_required
@READ_OR_SEND
def new_password(request: HttpRequest) -> HttpResponse:
    if not settings.PASSWORD_SIGN_IN:
        return render(request, "sign_in/no_passwords.html", status=403)
    try:
        user = keys.account_of(keys.NEW_PASSWORD, request)
    except keys.TooManyLinksError:
        return too_many(request)
    if user is None:
        return _ended(request)
    form = SetPasswordForm(user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "sign_in/new_password.html", {"form": form, "account": user})
    form.save()
    messages.success(request, _("Your password was changed. Log in with it."))
    return redirect("login")


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "sign_in/too_many.html", status=429)


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "sign_in/ended.html", status=404)


class ChangePassword(SuccessMessageMixin, views.PasswordChangeView):
    # Django's admin has a template of the default name.
    template_name = "sign_in/change_password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("account")
    success_message = gettext_lazy("Your password was changed.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not (settings.PASSWORD_SIGN_IN and request.user.has_usable_password()):
            return render(request, "sign_in/no_passwords.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}
