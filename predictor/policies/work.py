"""Ask for what leaving fields out costs, and pick a policy, in the name of a person."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.models import ModelVersion, PickedPolicy, Task
from mlcore.versions.policies import picking
from predictor.jobs import work as jobs
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KIND = "policies"


@transaction.atomic
def ask(version: ModelVersion, combinations: Sequence[Collection[str]], *, by: "User") -> Job:
    """A worker measures them. The same again of the same person, while it waits or runs, is the same job. Raises
    PolicyRefused."""
    # Locked: a button that is pressed twice would find nothing twice.
    ModelVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    wanted = sorted({picking.checked(version.task, one) for one in combinations if one})
    arguments = {"version": version.pk, "combinations": [list(one) for one in wanted]}
    return jobs.ask_once(KIND, arguments, asked_by=by)


def pick(task: Task, left_out: Collection[str], *, reason: str, by: "User") -> PickedPolicy:
    """From the next training on it does without these fields. Raises PolicyRefused."""
    return picking.pick(task, left_out, reason=reason, who=by.get_username())
