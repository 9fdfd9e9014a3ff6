"""The form in which grade boundaries are decided: one grade per line, as it stands on a notice board."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from mlcore.pipeline.schema import Field, Grade, Grading, InvalidValue, plain
from predictor.models import Classroom
from predictor.models.boundaries import LONGEST_REASON

HOW = "One per line, the label and then its lowest score, e.g. “{}”; from the best to the worst or the reverse."
LONGEST_TEXT = 4_000
TAKE_BACK = "take-back"


class BoundariesForm(forms.Form):
    valid_from = forms.DateField(
        label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=timezone.localdate
    )
    grades = forms.CharField(
        label="Grades", required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 7})
    )
    passed = forms.CharField(
        label="Passed from", required=False, max_length=100, help_text="A grade or a score; empty without a pass mark."
    )
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Teachers read it below the chances, e.g. the exam board and the session.",
    )

    def __init__(self, target: Field, classrooms: QuerySet[Classroom], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        self.fields["classroom"] = forms.ModelChoiceField(
            queryset=classrooms, required=False, label="For", empty_label="every class"
        )
        self.fields["grades"].help_text = HOW.format(_example(target))

    @property
    def takes_back(self) -> bool:
        """By the button that was pressed; what stands in the other fields then does not count."""
        return self.data.get("act") == TAKE_BACK

    def clean_grades(self) -> list[Grade]:
        if self.takes_back:
            return []
        lines = enumerate(self.cleaned_data["grades"].splitlines(), start=1)
        return [self._grade(number, line) for number, line in lines if line.strip()]

    def clean_passed(self) -> float | str | None:
        text = self.cleaned_data["passed"].strip()
        try:
            score = self.target.clean(text)
        except InvalidValue:
            return text
        return score if isinstance(score, float) else None

    def _grade(self, number: int, line: str) -> Grade:
        """The last word of a line is the score."""
        *label, score = line.split()
        try:
            start = self.target.clean(score)
        except InvalidValue as refusal:
            raise forms.ValidationError(f"Line {number}: {refusal.problem}.") from refusal
        if not label or not isinstance(start, float):
            raise forms.ValidationError(f"Line {number}: write a label, a space and the lowest score.")
        return Grade(label=" ".join(label), start=start)


def _example(target: Field) -> str:
    low, high = target.bounds
    return f"B {plain(round(low + 0.6 * (high - low), target.decimals))}"


def beginning(grading: Grading | None) -> dict[str, str]:
    """What the form shows first: what is in force."""
    if grading is None:
        return {}
    at_pass = [grade.label for grade in grading.grades if grade.start == grading.pass_at]
    return {
        "grades": "\n".join(f"{grade.label} {plain(grade.start)}" for grade in grading.as_written),
        "passed": next(iter(at_pass), plain(grading.pass_at)),
    }
