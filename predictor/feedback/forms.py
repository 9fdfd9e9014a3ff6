"""The form of what somebody thinks of a prediction: a note, and a button per kind."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from predictor.models import PredictionFeedback
from predictor.models.said.feedback import LONGEST_NOTE
from predictor.texts import Words


class FeedbackForm(forms.Form):
    note = Words(
        label=_("A note, if you like"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Whoever teaches the student can read it, without your name, and so can their family where it asks for "
            "everything that is kept. Otherwise only how many said what is told."
        ),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("of feedback", "Kind"),
        choices=PredictionFeedback.Kind.choices,
        widget=forms.HiddenInput,
        error_messages={"required": _("Press one of the four buttons.")},
    )

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Value and label of each."""
        return [(kind.value, str(kind.label)) for kind in PredictionFeedback.Kind]
