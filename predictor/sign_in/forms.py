"""Logging in, and passwords."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from predictor.sign_in.accounts import name_for


class LogInForm(AuthenticationForm):
    """Guesses count for the account that is meant, whether its name was typed or its address."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Username or mail address")

    def clean_username(self) -> str:
        return name_for(self.cleaned_data["username"])


class ForgottenForm(forms.Form):
    address = forms.EmailField(label=_("Mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class ChangePasswordForm(PasswordChangeForm):
    """Wrong old passwords count like failed log-ins: whoever finds an open page must not guess on."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=old) is None:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return str(old)
