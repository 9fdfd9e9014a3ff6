"""The form in which a target is set or taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.pipeline.schema import Field, Grade, Grading, InvalidValue, plain
from mlcore.words.names import opening
from mlcore.words.numbers import localised, typed
from mlcore.words.said import said
from predictor.figures import figure_input
from predictor.models import Target
from predictor.models.targets import LONGEST_WHY
from predictor.targets.work import Aim
from predictor.texts import Words

NO_GRADE = ("", gettext_lazy("no grade"))
TAKE_BACK = "take-back"
LOOK_AGAIN = dict.fromkeys(("required", "invalid", "min_value"), gettext_lazy("Please look at this page again."))


class TargetForm(forms.Form):
    """A score or, where the task has grades, one of these; why; and whether it is locked from then on."""

    why = Words(
        label=gettext_lazy("Why"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A few words are enough. They are kept for good, with your name and the time."),
    )
    locked = forms.BooleanField(
        label=gettext_lazy("Lock it"),
        required=False,
        help_text=gettext_lazy("Then only you or an admin can change it."),
    )
    # The row that the page showed as the newest, so that nothing else is changed than what was seen; 0: there was none.
    seen = forms.IntegerField(
        label=gettext_lazy("What was shown"), min_value=0, widget=forms.HiddenInput, error_messages=LOOK_AGAIN
    )

    def __init__(self, described: Field, grading: Grading | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.described = described
        self.fields["score"] = _score_field(described)
        if grading and grading.grades:
            choices = [NO_GRADE, *((grade.label, _named(grade)) for grade in grading.as_written)]
            self.fields["grade"] = forms.ChoiceField(label=_("Or a grade"), choices=choices, required=False)
        self.order_fields(["score", "grade"])

    @property
    def takes_back(self) -> bool:
        """By the button that was pressed; what stands in the other fields then does not count."""
        return self.data.get("act") == TAKE_BACK

    def clean_score(self) -> float | None:
        if self.takes_back:
            return None
        try:
            score = self.described.clean(typed(self.cleaned_data["score"]))
        except InvalidValue as refusal:
            raise forms.ValidationError(said(refusal.problem)) from refusal
        return score if isinstance(score, float) else None

    def clean(self) -> dict[str, Any]:
        """A score or a grade, where nothing else is wrong with them."""
        content = super().clean() or self.cleaned_data
        is_told = not self.takes_back and not {"score", "grade"} & self.errors.keys()
        if is_told and (content["score"] is None) == (not content.get("grade")):
            both = _("Give a score or a grade, not both; to have no target, take it back.")
            self.add_error(
                "score", both if "grade" in self.fields else _("Give a score; to have no target, take it back.")
            )
        return content

    @property
    def aim(self) -> Aim:
        return Aim(score=self.cleaned_data["score"], grade=self.cleaned_data.get("grade", ""))

    @property
    def seen_row(self) -> int | None:
        return self.cleaned_data["seen"] or None


def _score_field(described: Field) -> forms.CharField:
    return forms.CharField(
        required=False,
        label=described.label,
        help_text=f"{opening(said(described.allowing))}.",
        widget=figure_input(described),
    )


def _named(grade: Grade) -> str:
    return _("%(grade)s (%(score)s or more)") % {"grade": grade.label, "score": localised(plain(grade.start))}


def beginning(newest: Target | None) -> dict[str, Any]:
    """What the form shows first: what is in force."""
    if newest is None:
        return {}
    return {"score": localised(plain(newest.score)), "grade": newest.grade, "locked": newest.locked}
