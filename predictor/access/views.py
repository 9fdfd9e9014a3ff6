"""Logging in and out, and changing one's own password."""

from typing import Any

from django.contrib.auth import views
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from predictor.access.forms import ChangePasswordForm


class LogIn(views.LoginView):
    template_name = "access/login.html"
    redirect_authenticated_user = True


class ChangePassword(SuccessMessageMixin, views.PasswordChangeView):
    # Django's admin has a template of the default name.
    template_name = "access/change_password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("home")
    success_message = _("Your password was changed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}
