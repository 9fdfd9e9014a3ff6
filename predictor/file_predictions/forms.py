"""The form for a file that shall be predicted."""

from collections.abc import Iterable
from typing import Any

from django import forms

from mlcore.models import Task
from studentperf.basics.uploads import most_said


class PredictFileForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text=f"CSV, Excel or OpenDocument, up to {most_said()}, a row per student.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty.", "missing": "Choose a file."},
    )

    def __init__(self, tasks: Iterable[Task], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(task.slug, task.label) for task in tasks]
        self.fields = {"task": forms.ChoiceField(label="What is predicted", choices=choices), **self.fields}
