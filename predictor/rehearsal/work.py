"""Ask for a rehearsal of a dataset: a worker does it."""

from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.models import Dataset, Task
from predictor.jobs import work as jobs
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KIND = "rehearse"


@transaction.atomic
def ask(dataset: Dataset, task: Task, year: str, *, by: "User") -> Job:
    """Of the newest year where none is named. The same again of the same person, while it waits or runs, is the same
    job."""
    # Locked: a button that is pressed twice would find nothing twice.
    Dataset.objects.select_for_update(no_key=True).get(pk=dataset.pk)
    return jobs.ask_once(KIND, {"dataset": dataset.pk, "task": task.slug, "year": year}, asked_by=by)
