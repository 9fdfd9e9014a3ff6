"""Ask for the report of a dataset: a worker writes it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language

from mlcore.models import Dataset, Task
from predictor.jobs import work as jobs
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KIND = "report"


@transaction.atomic
def ask(dataset: Dataset, task: Task | None, *, by: "User") -> Job:
    """Without a task of every question, in the language of whoever asks. The same again of the same person, while it
    waits or runs, is the same job.
    """
    # Locked: a button that is pressed twice would find nothing twice.
    Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
    arguments = {"dataset": dataset.pk, "task": task.slug if task else "", "language": get_language() or "en"}
    return jobs.ask_once(KIND, arguments, asked_by=by)
