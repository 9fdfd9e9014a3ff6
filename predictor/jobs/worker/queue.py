"""Who holds a job: each step is one transaction, whoever else does the same at this moment."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Now

from predictor.jobs.kinds import KINDS, Kind, Lane, of_lanes
from predictor.models import Job, JobQuerySet

# Without a word from its worker for so long, a job is somebody else's. Beats come every half second.
STALE = timedelta(seconds=15)
State = Job.State

logger = logging.getLogger("studentperf.jobs")


@dataclass(frozen=True)
class Beat:
    """What a worker learns when it says that it still has a job."""

    cancel: bool
    silent: timedelta


@transaction.atomic
def take(lanes: Collection[Lane]) -> Job | None:
    """The job that has waited longest in these lanes and whose turn it is, held from now on; None where none is."""
    job = _whose_turn_it_is(lanes).select_for_update(skip_locked=True).first()
    if job is None:
        return None
    # The times are the database's: the clocks of two machines differ.
    job.state, job.token, job.attempts = State.RUNNING, uuid4(), job.attempts + 1
    job.percent_before = job.percent
    job.started_at = job.beat_at = job.told_at = Now()
    job.save(update_fields=["state", "token", "attempts", "percent_before", "started_at", "beat_at", "told_at"])
    return Job.objects.get(pk=job.pk)


def _whose_turn_it_is(lanes: Collection[Lane]) -> JobQuerySet:
    kinds = of_lanes(lanes)
    waiting = Job.objects.waiting().filter(kind__in=kinds)
    for name in kinds:
        if turns := KINDS[name].taking_turns:
            waiting = waiting.whose_turn_it_is(name, turns.ARGUMENT, turns.held())
    return waiting


def is_empty() -> bool:
    """Whether nothing waits that this release knows how to do."""
    return not Job.objects.waiting().filter(kind__in=KINDS).exists()


def beat(job: Job) -> Beat | None:
    """Say that its worker lives; None where the job is not this attempt's any more."""
    held = Job.objects.filter(pk=job.pk, token=job.token)
    if not held.update(beat_at=Now()):
        return None
    found = held.values_list("cancel_asked_at", F("beat_at") - F("told_at")).first()
    return found and Beat(cancel=found[0] is not None, silent=found[1])


@transaction.atomic
def give_up(job: Job, error: dict[str, Any], *, again: bool, counted: bool = True) -> None:
    """An attempt ended without a result: the job waits once more, or has failed. Nothing where it ended by itself."""
    row = Job.objects.select_for_update().filter(pk=job.pk, token=job.token).first()
    if row is not None:
        _give_up(row, error, again=again, counted=counted)


@transaction.atomic
def take_from_the_dead() -> int:
    """Jobs whose worker was not seen for long; how many."""
    stale = Job.objects.running().filter(beat_at__lt=Now() - STALE).select_for_update(skip_locked=True)
    for row in (rows := list(stale)):
        _give_up(row, {"kind": "worker lost"}, again=True)  # not for readers
    return len(rows)


def _give_up(row: Job, error: dict[str, Any], *, again: bool, counted: bool = True) -> None:
    kind = KINDS.get(row.kind)
    if kind:
        _tell(kind, row)
    if not counted:
        # The next attempt has its number, and would pass for what told this.
        row.lines = [fact for fact in row.lines if fact.get("attempt") != row.attempts]
        row.attempts -= 1
    row.token = None
    if again and not row.cancel_asked_at and kind and row.attempts < kind.attempts:
        row.state = State.QUEUED
    else:
        row.state = State.CANCELLED if row.cancel_asked_at else State.FAILED
        row.error, row.ended_at = {} if row.cancel_asked_at else error, Now()
    row.save(update_fields=["state", "token", "attempts", "lines", "error", "ended_at"])


def _tell(kind: Kind, row: Job) -> None:
    try:
        with transaction.atomic():
            kind.work.given_up(row)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # The job has ended whatever becomes of this; others wait.
        logger.exception("%s could not be cleared up", row)
