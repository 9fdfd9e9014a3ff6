"""The table of fields and roles as a form: what is ticked is allowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mlcore.pipeline.schema import Schema
from predictor.access.reading.closed import Purpose
from predictor.fields.rules import EVERYTHING, ROLES, ruled
from predictor.models.accounts.fields import Rules
from predictor.texts import Words

LONGEST_REASON = 300


class RulesForm(forms.Form):
    reason = Words(
        label=_("Why"), max_length=LONGEST_REASON, help_text=_("Kept with the decision, for whoever asks later.")
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def rules(self, schema: Schema) -> Rules:
        """Whoever may not see a field does not enter it: one tick taken away is enough."""
        return {field.slug: {role: self._ticked(field.slug, role) for role in ROLES} for field in ruled(schema)}

    def _ticked(self, slug: str, role: str) -> list[str]:
        ticked = [one.value for one in EVERYTHING if f"{one}-{role}-{slug}" in self.data]
        return ticked if Purpose.SEE in ticked else []
