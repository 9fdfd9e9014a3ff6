"""The form for a file that shall be predicted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mlcore.models import Task
from studentperf.basics.uploads import NO_FILE, most_said


class PredictFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(_("CSV, Excel or OpenDocument, up to {most}, a row per student."), most=most_said()),
        error_messages=NO_FILE,
    )

    def __init__(self, tasks: Iterable[Task], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(task.slug, task.label) for task in tasks]
        self.fields = {"task": forms.ChoiceField(label=_("What is predicted"), choices=choices), **self.fields}
