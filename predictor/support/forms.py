"""The forms in which support is noted, corrected and removed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.days import check_day
from predictor.models.outcomes import LONGEST_WHAT, LONGEST_WHY
from predictor.support.work import Said, today
from predictor.texts import Words


def _day(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, validators=[check_day], **options)


def _text(label: Any, help_text: Any, longest: int = LONGEST_WHAT) -> Words:
    return Words(label=label, max_length=longest, help_text=help_text)


class SupportForm(forms.Form):
    what = _text(gettext_lazy("What"), gettext_lazy("In a few words, such as: reading in a small group."))
    by_whom = _text(gettext_lazy("By whom"), gettext_lazy("A name, or a service of the school."))
    from_day = _day(label=gettext_lazy("From"), initial=today)
    until_day = _day(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave it open while it goes on.")
    )
    how_often = _text(gettext_lazy("How often"), gettext_lazy("Such as: twice a week, 30 minutes."))
    why = _text(
        gettext_lazy("Why"), gettext_lazy("What it is for. Everybody who teaches this student reads it."), LONGEST_WHY
    )

    def clean(self) -> dict[str, Any]:
        content = super().clean() or self.cleaned_data
        first, last = content.get("from_day"), content.get("until_day")
        if first and last and last < first:
            self.add_error("until_day", _("The last day lies before the first."))
        return content

    @property
    def said(self) -> Said:
        names = ("what", "by_whom", "from_day", "until_day", "how_often", "why")
        return Said(**{name: self.cleaned_data[name] for name in names})


class ReasonForm(forms.Form):
    why_replaced = Words(
        label=gettext_lazy("Why it is corrected or removed"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A few words are enough. They are kept, with your name and what was there before."),
    )


class CorrectionForm(SupportForm, ReasonForm):
    """The same fields, and the reason."""

    field_order = ("what", "by_whom", "from_day", "until_day", "how_often", "why", "why_replaced")
