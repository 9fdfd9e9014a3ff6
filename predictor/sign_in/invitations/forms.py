"""Inviting, and answering an invitation."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.access.people.words import LABELS
from predictor.roles import RoleName


class InviteForm(forms.Form):
    # As long as an account keeps one.
    address = forms.EmailField(label=gettext_lazy("Mail address"), max_length=254)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=list(LABELS.items()), initial=RoleName.TEACHER)


class AnswerForm(BaseUserCreationForm):
    """A name and a password. Names that look like addresses would stand in the way of whoever has the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("With it you log in; your mail address does as well.")
        self.fields["password1"].help_text = _of_a_first_password()

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if "@" in name:
            raise forms.ValidationError(_("Choose a name without @."))
        if User.objects.filter(username__iexact=name).exists():
            # Nobody tells "Admin" from "admin" where it stands on a page.
            raise forms.ValidationError(_("This name is taken. Choose another."))
        return name


def _of_a_first_password() -> str:
    """Without what happens when a password is changed: nobody was ever in."""
    every = password_validation.get_default_password_validators()
    return password_validation.password_validators_help_text_html(
        [one for one in every if not hasattr(one, "password_changed")]
    )
