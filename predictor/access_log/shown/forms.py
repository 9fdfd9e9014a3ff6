"""The filter of the page, and its place in the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from predictor.models import AccessLine

LARGEST = 2**63 - 1
ABOUT_THE_LOG = {AccessLine.Act.RESTORED, AccessLine.Act.CUT}
ACTS = [(value, label) for value, label in AccessLine.Act.choices if value not in ABOUT_THE_LOG]


class LinesForm(forms.Form):
    act = forms.ChoiceField(label=_("What was done"), required=False, choices=[("", _("Everything")), *ACTS])
    after = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(min_value=1, max_value=LARGEST, required=False, widget=forms.HiddenInput)
