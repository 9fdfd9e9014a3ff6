"""Ask for a training: a worker does it, of each task one after the other."""

from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.models import Task
from predictor.jobs import work as jobs
from predictor.models import Job
from predictor.training.ordering.order import Order
from predictor.training.ordering.underway import KIND

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def ask(order: Order, *, by: "User") -> Job:
    """The same order of the same person, while it waits or runs, is the same job: a button may be pressed twice. Any
    other waits for those that were asked for before.
    """
    # Locked: two that ask at once would both find nothing, and their numbers must be in the order of their waiting.
    Task.objects.select_for_update(no_key=True).get(slug=order.task)
    return jobs.ask_once(KIND, order.arguments(), asked_by=by)
