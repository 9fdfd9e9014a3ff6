"""Ask for a training: a worker does it, one of each task at a time."""

from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.models import Task
from predictor.jobs import work as jobs
from predictor.models import Job
from predictor.problems import TrainingUnderway
from predictor.training.ordering.order import Order
from predictor.training.ordering.underway import KIND, underway
from predictor.training.words import is_underway

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def ask(order: Order, *, by: "User") -> Job:
    """The same order of the same person, while it waits or runs, is the same job: a button may be pressed twice.

    Raises TrainingUnderway where the task is being trained otherwise.
    """
    # Locked: two that ask at once would both find nothing underway.
    task = Task.objects.select_for_update(no_key=True).get(slug=order.task)
    found = underway(task)
    if found is None:
        return jobs.ask(KIND, order.arguments(), asked_by=by)
    if found.job and found.job.asked_by == by and found.job.arguments == order.arguments():
        return found.job
    raise TrainingUnderway(is_underway(found), found.job.pk if found.job else None)
