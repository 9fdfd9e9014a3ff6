"""Forms of a request to correct an entry: which one, what it should be, who asked; and how it is decided."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, pgettext_lazy

from mlcore.pipeline.schema import Field
from predictor.corrections.work import due_by_default
from predictor.days import check_day
from predictor.models import Correction
from predictor.models.care.corrections import LONGEST_TEXT


class WhichForm(forms.Form):
    """The entry that is wrong; the next form is about it."""

    field = forms.ChoiceField(label=gettext_lazy("Which entry is wrong?"))

    def __init__(self, fields: Iterable[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["field"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(field.slug, field.label) for field in fields]


class RequestForm(forms.Form):
    asked_by = forms.ChoiceField(label=gettext_lazy("Who asked?"), choices=Correction.AskedBy.choices)
    said = forms.CharField(
        label=gettext_lazy("In their words"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Short. Whoever teaches the student reads it."),
    )
    due = forms.DateField(
        label=gettext_lazy("To be decided by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[check_day],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due", due_by_default())


class DecisionForm(forms.Form):
    why = forms.CharField(
        label=pgettext_lazy("a reason", "Why"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed where it is refused. It is kept with your name and the time."),
    )
    refuses = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("refuses") and not cleaned.get("why"):
            self.add_error("why", ValidationError(gettext_lazy("Say why it is refused.")))
        return cleaned
