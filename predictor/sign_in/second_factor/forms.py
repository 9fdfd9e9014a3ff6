"""The field for a code, when somebody logs in and when they change how they do."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.sign_in.second_factor import codes


class CheckedCode:
    def _check(self) -> str:
        code: str = self.cleaned_data["code"]  # type: ignore[attr-defined]  # a form's
        try:
            self.authenticator = codes.check(self.user, code)  # type: ignore[attr-defined]  # the library's forms have it
        except codes.TooManyCodesError:
            raise forms.ValidationError(_("Too many wrong codes. Wait for 15 minutes, then try again.")) from None
        if self.authenticator is None:
            raise forms.ValidationError(_("This code is not right, or was used already. Wait for the next one."))
        return code


def _code() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(label=gettext_lazy("Code"), max_length=20, widget=forms.TextInput(attrs=attributes))


class Code(CheckedCode, AuthenticateForm):
    code = _code()

    def clean_code(self) -> str:
        return self._check()


class CodeAgain(CheckedCode, ReauthenticateForm):
    code = _code()

    def clean_code(self) -> str:
        return self._check()


class SetUpApp(ActivateTOTPForm):
    code = _code()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code that the app shows then")

    def clean_code(self) -> str:
        """Right, it counts for nothing else: whoever looks on must not log in by it."""
        code: str = super().clean_code()
        codes.use_up(self.user, code)
        return code
