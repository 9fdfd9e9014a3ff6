"""What a browser sends of a passkey: when one is set up, at a log-in, and when somebody is asked again who they are.

Anybody may send anything there, the log-in without an account included. The library expects what browsers send and
falls over other things, each in a way of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOT_RIGHT = gettext_lazy("The passkey did not work. Try again, or use something else.")
# By parsers of JSON, base64 and CBOR, and where one thing stands in the place of another.
NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError, AssertionError)


@contextmanager
def refused() -> Iterator[None]:
    try:
        yield
    except forms.ValidationError:
        raise
    except NONSENSE as error:
        raise forms.ValidationError(NOT_RIGHT) from error


class Credential(forms.JSONField):
    def to_python(self, value: Any) -> Any:
        with refused():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was refused is not shown again."""
        return initial


def _credential() -> Credential:
    return Credential(widget=forms.HiddenInput)


class SetUpPasskey(AddWebAuthnForm):
    """One that can log in without a password, where nothing else is chosen."""

    credential = _credential()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        without = self.fields["passwordless"]
        without.label, without.initial = _("It may also log in without a password"), True
        without.help_text = _(
            "It then asks for your finger, face or PIN. Older keys for USB cannot: take the mark away."
        )

    def clean(self) -> dict[str, Any]:
        with refused():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class Shown:
    def clean_credential(self) -> Any:
        with refused():
            return super().clean_credential()  # type: ignore[misc]  # the library's forms have it


class LogInByPasskey(Shown, LoginWebAuthnForm):
    credential = _credential()


class Passkey(Shown, AuthenticateWebAuthnForm):
    credential = _credential()


class PasskeyAgain(Shown, ReauthenticateWebAuthnForm):
    credential = _credential()
