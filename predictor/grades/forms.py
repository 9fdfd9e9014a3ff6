"""The form in which grade boundaries are decided: one grade per line, as it stands on a notice board."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from mlcore.pipeline.schema import Field, Grade, Grading, InvalidValue, plain
from mlcore.pipeline.schema.grades import named
from mlcore.pipeline.schema.spelling import tidy
from mlcore.words.numbers import localised, typed
from mlcore.words.said import said
from predictor.models import Classroom
from predictor.models.boundaries import LONGEST_REASON
from predictor.texts import Words

HOW = gettext_noop(
    "One per line, the label and then its lowest score, e.g. “%(example)s”; from the best to the worst or the reverse."
)
PASSED = gettext_lazy("A grade or a score, where it could be both the grade; empty without a pass mark.")
LONGEST_TEXT = 4_000
TAKE_BACK = "take-back"
LOOK_AGAIN = dict.fromkeys(("required", "invalid", "min_value"), gettext_lazy("Please look at this page again."))


class BoundariesForm(forms.Form):
    valid_from = forms.DateField(
        label=gettext_lazy("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )
    grades = forms.CharField(
        label=gettext_lazy("Grades"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 7})
    )
    passed = forms.CharField(label=gettext_lazy("Passed from"), required=False, max_length=100, help_text=PASSED)
    reason = Words(
        label=gettext_lazy("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Teachers read it below the chances, e.g. the exam board and the session."),
    )

    # The newest decision that the page showed, so that nothing is decided over one that nobody has seen.
    seen = forms.IntegerField(
        label=gettext_lazy("Seen"), min_value=0, widget=forms.HiddenInput, error_messages=LOOK_AGAIN
    )

    def __init__(self, target: Field, classrooms: QuerySet[Classroom], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        self.fields["classroom"] = forms.ModelChoiceField(
            queryset=classrooms, required=False, label=_("For"), empty_label=_("every class")
        )
        self.fields["grades"].help_text = _(HOW) % {"example": _example(target)}

    @property
    def takes_back(self) -> bool:
        """By the button that was pressed; what stands in grades and pass mark then does not count."""
        return self.data.get("act") == TAKE_BACK

    def clean_grades(self) -> list[Grade]:
        lines = [] if self.takes_back else self.cleaned_data["grades"].splitlines()
        return [self._grade(number, tidy(line)) for number, line in enumerate(lines, start=1) if tidy(line)]

    def clean_passed(self) -> float | str | None:
        """A label before a score: grades may be called 9 to 1."""
        text, grades = tidy(self.cleaned_data["passed"]), self.cleaned_data.get("grades")
        if self.takes_back or not text or grades is None:
            return None
        if named(text, grades):
            return text
        try:
            score = self.target.clean(typed(text))
        except InvalidValue:
            score = None
        if not isinstance(score, float):
            neither = _("'%(text)s' is neither one of these grades nor %(allowed)s.")
            raise forms.ValidationError(neither % {"text": text, "allowed": said(self.target.allowing)})
        return score

    def _grade(self, number: int, line: str) -> Grade:
        """The last word of a line is the score."""
        label, *scores = line.rsplit(maxsplit=1)
        try:
            start = self.target.clean(typed(scores[0])) if scores else None
        except InvalidValue as refusal:
            wrong = _("Line %(number)s: %(problem)s.") % {"number": number, "problem": said(refusal.problem)}
            raise forms.ValidationError(wrong) from refusal
        if not isinstance(start, float):
            write = _("Line %(number)s: write a label, a space and the lowest score.")
            raise forms.ValidationError(write % {"number": number})
        return Grade(label=" ".join(label.split()), start=start)


def _example(target: Field) -> str:
    low, high = target.bounds
    return f"B {localised(plain(round(low + 0.6 * (high - low), target.decimals)))}"


def beginning(grading: Grading | None) -> dict[str, str]:
    """What the form shows first: what is in force."""
    if grading is None:
        return {}
    return {
        "grades": "\n".join(f"{grade.label} {localised(plain(grade.start))}" for grade in grading.as_written),
        "passed": _passed(grading),
    }


def _passed(grading: Grading) -> str:
    """As the form reads it again: the grade that begins there; a score that is also called like a grade as 4.0."""
    label = next((grade.label for grade in grading.grades if grade.start == grading.pass_at), None)
    score, mark = localised(plain(grading.pass_at)), localised(".")
    if label is not None or grading.named(score) is None:
        return score if label is None else label
    return f"{score}0" if mark in score else f"{score}{mark}0"
