"""Inviting, and answering an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.access.people.words import LABELS
from predictor.roles import RoleName


class InviteForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("Mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=list(LABELS.items()), initial=RoleName.TEACHER)


class AnswerForm(BaseUserCreationForm):
    """A name and a password. Names that look like addresses would stand in the way of whoever has the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = _("With it you log in; your mail address does as well.")

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if "@" in name:
            raise forms.ValidationError(_("Choose a name without @."))
        return name
