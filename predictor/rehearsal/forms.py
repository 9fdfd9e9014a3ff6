"""What an admin chooses before a rehearsal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mlcore.models import Dataset, Task


class RehearsalForm(forms.Form):
    year = forms.CharField(
        label=_("Year to replay"),
        required=False,
        max_length=100,
        help_text=_("Blank: the newest with 30 results and as many before it."),
    )

    def __init__(self, dataset: Dataset, tasks: Sequence[Task], data: Mapping[str, Any] | None = None, **options: Any):
        super().__init__(data, **options)
        self._tasks = {task.slug: task for task in tasks}
        question = forms.ChoiceField(label=_("Question"), choices=[(task.slug, task.label) for task in tasks])
        self.fields = {"task": question, **self.fields}
        if not any(task.schema_version.shown.year for task in tasks):
            del self.fields["year"]

    @property
    def chosen(self) -> Task:
        return self._tasks[self.cleaned_data["task"]]

    @property
    def chosen_year(self) -> str:
        return str(self.cleaned_data.get("year", ""))
