"""What an admin chooses: fields to leave out, with a reason, or to measure without."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mlcore.models.policies import LONGEST_REASON
from mlcore.pipeline.schema import Field

TOO_MANY = _("Keep at least one field.")


class FieldsForm(forms.Form):
    """Each form of the page has a prefix of its own."""

    left_out = forms.MultipleChoiceField(
        label=_("Fields to leave out"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, fields: Sequence[Field], data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(field.slug, field.label) for field in fields]
        self.fields["left_out"].choices = choices  # type: ignore[attr-defined]  # declared above

    def clean_left_out(self) -> list[str]:
        found: list[str] = self.cleaned_data["left_out"]
        if len(found) == len(self.fields["left_out"].choices):  # type: ignore[attr-defined]  # declared above
            raise forms.ValidationError(TOO_MANY)
        return found


class PickForm(FieldsForm):
    reason = forms.CharField(
        label=pgettext_lazy("a reason", "Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for good, with your name and the day. The model card prints it."),
    )
