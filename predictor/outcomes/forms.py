"""The forms in which results are recorded, of one student or of a class, and corrected."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.pipeline.schema import Field, plain
from mlcore.words.names import opening
from mlcore.words.numbers import localised, typed
from mlcore.words.said import said
from predictor.days import check_day
from predictor.models import Student
from predictor.models.outcomes import LONGEST_WHY
from predictor.outcomes.work import value_of
from predictor.problems import ResultStays
from predictor.texts import Words


class _DayForm(forms.Form):
    """What was reached, and on which day."""

    field = forms.ChoiceField(label=gettext_lazy("Result in"))
    day = forms.DateField(
        label=gettext_lazy("Day of the result"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        help_text=gettext_lazy("Predictions made before this day are held against it."),
    )

    def __init__(self, described: Sequence[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._described = {field.slug: field for field in described}
        self.fields["field"] = forms.ChoiceField(
            label=_("Result in"), choices=[(field.slug, _called(field)) for field in described]
        )
        self.order_fields(["field", "day"])

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        check_day(day)
        return day

    def _cleaned(self, raw: str) -> float | None:
        described = self._described.get(self.cleaned_data.get("field", ""))
        return _value(described, raw) if described else None


class ResultForm(_DayForm):
    value = forms.CharField(
        label=gettext_lazy("Reached"), max_length=50, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )

    def clean_value(self) -> float | None:
        return self._cleaned(self.cleaned_data["value"])


class ClassForm(_DayForm):
    """A result per student; who has none is left open."""

    def __init__(self, students: Sequence[Student], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.students = {f"student-{student.pk}": student for student in students}
        for name, student in self.students.items():
            attrs = {"inputmode": "decimal", "autocomplete": "off", "size": 6}
            self.fields[name] = forms.CharField(
                label=student.name, max_length=50, required=False, widget=forms.TextInput(attrs=attrs)
            )

    def clean(self) -> dict[str, Any]:
        content = super().clean() or self.cleaned_data
        for name in self.students:
            if content.get(name):
                try:
                    content[name] = self._cleaned(content[name])
                except forms.ValidationError as refusal:
                    self.add_error(name, refusal)
        if not self.errors and not self.reached:
            raise forms.ValidationError(_("Enter the result of one student at least."))
        return content

    @property
    def reached(self) -> dict[int, float]:
        """By student."""
        told = ((student.pk, self.cleaned_data.get(name)) for name, student in self.students.items())
        return {pk: value for pk, value in told if isinstance(value, float)}

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[name] for name in self.students]


class CorrectionForm(forms.Form):
    value = forms.CharField(
        label=gettext_lazy("Reached"), max_length=50, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    why = Words(
        label=gettext_lazy("Why"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A few words are enough. They are kept, with your name and what was there before."),
    )

    def __init__(self, described: Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._described = described
        self.fields["value"].help_text = f"{opening(said(described.allowing))}."

    def clean_value(self) -> float:
        return _value(self._described, self.cleaned_data["value"])


def _value(described: Field, raw: object) -> float:
    try:
        return value_of(described, typed(raw))
    except ResultStays as refusal:
        raise forms.ValidationError(said(refusal.args[0])) from refusal


def _called(field: Field) -> str:
    low, high = field.bounds
    ends = {"low": localised(plain(low)), "high": localised(plain(high))}
    return _("%(field)s (%(low)s to %(high)s)") % {"field": field.label, **ends}
