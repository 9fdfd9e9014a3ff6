"""Ask for work in the background, and call it off."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.jobs.kinds import KINDS
from predictor.jobs.words import STATES
from predictor.models import Job
from predictor.problems import JobEnded

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def ask(kind: str, arguments: Mapping[str, Any], *, asked_by: "User | None") -> Job:
    """A worker begins as soon as one is free, and not before the transaction around this has ended."""
    if kind not in KINDS:
        raise ValueError(f"no kind of job is called '{kind}'")
    return Job.objects.create(kind=kind, arguments=dict(arguments), asked_by=asked_by)


def ask_once(kind: str, arguments: Mapping[str, Any], *, asked_by: "User") -> Job:
    """The same again of the same person, while it waits or runs, is the same job: a button may be pressed twice. Where
    two ask at once both find nothing, so whoever calls this holds a lock on what it is about."""
    same = Job.objects.not_ended().filter(kind=kind, arguments=dict(arguments), asked_by=asked_by).latest_first()
    return same.first() or ask(kind, arguments, asked_by=asked_by)


@transaction.atomic
def cancel(job: Job) -> Job:
    """One that waits is cancelled at once, one that runs by its worker within two seconds. Raises JobEnded."""
    row = Job.objects.select_for_update().get(pk=job.pk)
    if row.has_ended:
        raise JobEnded(_("It has ended already: it is %(state)s.") % {"state": _(STATES[Job.State(row.state)])})
    now = timezone.now()
    row.cancel_asked_at = row.cancel_asked_at or now
    if row.state == Job.State.QUEUED:
        row.state, row.ended_at = Job.State.CANCELLED, now
    row.save(update_fields=["state", "ended_at", "cancel_asked_at"])
    return row
