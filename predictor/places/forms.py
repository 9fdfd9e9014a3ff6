"""What is asked about a few places, and the form that draws them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models import Task
from mlcore.pipeline.schema import InvalidValue
from mlcore.words.numbers import typed
from mlcore.words.said import said
from predictor.models import Classroom
from predictor.places.limits import MOST_PLACES, TERM, pass_mark, wrong_end
from predictor.places.plan import Asked
from predictor.whole_class.table import Row

LOOK_AGAIN = dict.fromkeys(("required", "invalid", "min_value"), gettext_lazy("Please look at this page again."))


class AskedForm(forms.Form):
    task = forms.ChoiceField(label=gettext_lazy("Question"))
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=MOST_PLACES)
    mark = forms.CharField(
        label=gettext_lazy("Mark"),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("Left open, it is the pass mark."),
    )

    def __init__(self, classroom: Classroom, tasks: Sequence[Task], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._classroom, self._tasks = classroom, {task.slug: task for task in tasks}
        choices = [(task.slug, task.label) for task in tasks]
        self.fields["task"] = forms.ChoiceField(label=self.fields["task"].label, choices=choices)

    def clean_mark(self) -> float | None:
        task = self._tasks.get(self.cleaned_data.get("task", ""))
        if task is None:
            return None
        try:
            mark = task.target.clean(typed(self.cleaned_data["mark"]))
        except InvalidValue as refusal:
            raise forms.ValidationError(said(refusal.problem)) from refusal
        mark = mark if isinstance(mark, float) else pass_mark(task, self._classroom)
        if mark is None:
            raise forms.ValidationError(_("This question has no pass mark: give a mark."))
        return mark

    @property
    def asked(self) -> Asked:
        data = self.cleaned_data
        task = self._tasks[data["task"]]
        return Asked(classroom=self._classroom, task=task, places=data["places"], mark=data["mark"])


class DrawForm(forms.Form):
    """Until when the list holds, and who without a place in the order has one all the same."""

    by_hand = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Added by hand"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(
        label=gettext_lazy("Last day of the term"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("After it the list is shown no more and is deleted."),
    )
    seen = forms.IntegerField(
        label=gettext_lazy("Seen"), min_value=0, widget=forms.HiddenInput, error_messages=LOOK_AGAIN
    )

    def __init__(self, without: Sequence[Row], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["by_hand"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(row.student.pk, row.student.name) for row in without]
        self.initial.setdefault("until", timezone.localdate() + TERM)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if wrong := wrong_end(until):
            raise forms.ValidationError(wrong)
        return until
