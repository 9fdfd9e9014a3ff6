"""Jobs as pages, the API and whoever watches the queue see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.jobs import told, words
from predictor.jobs.kinds import KINDS, Before, Outcome, of_lanes
from predictor.jobs.told import Line
from predictor.jobs.worker import presence
from predictor.jobs.worker.queue import STALE
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Job.State
# Before that, what has passed tells nothing of what is to come.
TELLING = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ShownJob:
    """One job in words. `remaining` is None where nothing tells it; `state` is one or two words, `statement` a
    sentence."""

    job: Job
    title: str
    state: str
    statement: str
    remaining: timedelta | None
    lines: Sequence[Line]
    outcome: Outcome | None

    @property
    def may_be_cancelled(self) -> bool:
        return not self.job.has_ended and self.job.cancel_asked_at is None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A job in a list; `took` is blank until it has ended."""

    job: Job
    title: str
    state: str
    took: str

    @classmethod
    def of(cls, job: Job, title: str) -> "Listed":
        return cls(job=job, title=title, state=words.state(job), took=words.took(job))


@dataclass(frozen=True, kw_only=True)
class QueueFigures:
    """`oldest` is how long the job has waited that waits longest. `failed` and `refused` count those of the last 24
    hours: those that broke, and those that could not be done as somebody asked for them."""

    waiting: int
    oldest: timedelta
    running: int
    failed: int
    refused: int
    workers: int


def shown(job: Job, viewer: "User") -> ShownJob:
    remaining = _remaining(job)
    return ShownJob(
        job=job,
        title=titles([job], viewer)[0],
        state=words.state(job),
        statement=_statement(job, remaining, viewer),
        remaining=remaining,
        lines=told.lines(job),
        outcome=told.outcome(job),
    )


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    """As many queries as there are kinds among them, or twice as many."""
    found: dict[int, str] = {}
    for name in {job.kind for job in jobs}:
        of_kind = [job for job in jobs if job.kind == name]
        said = told.titles(name, of_kind, viewer)
        found |= {job.pk: title for job, title in zip(of_kind, said, strict=True)}
    return [found[job.pk] for job in jobs]


def figures() -> QueueFigures:
    now = timezone.now()
    found = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(state=State.QUEUED)),
        oldest=Min("asked_at", filter=Q(state=State.QUEUED)),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        failed=Count("pk", filter=(failed := Q(state=State.FAILED, ended_at__gt=now - DAY))),
        refused=Count("pk", filter=failed & Q(error__kind="refused")),
    )
    oldest = max(now - (found.pop("oldest") or now), timedelta())
    found["failed"] -= found["refused"]
    return QueueFigures(**found, oldest=oldest, workers=presence.workers())


def failure(job: Job, viewer: "User") -> str:
    """Why it failed; a refusal may quote a file, so only for whoever may see that."""
    hides = job.error.get("kind") == "refused" and not told.is_open(job, viewer)
    return words.failure({"kind": "hidden"} if hides else job.error)


def _statement(job: Job, remaining: timedelta | None, viewer: "User") -> str:
    if job.state == State.QUEUED:
        return _waiting(job)
    if job.state == State.RUNNING:
        return words.running(job, remaining, _unseen(job))
    if job.state == State.FAILED:
        return failure(job, viewer)
    return _("It was cancelled.") if job.state == State.CANCELLED else _done(job)


def _waiting(job: Job) -> str:
    if job.kind not in KINDS:
        return _(words.OF_ANOTHER_RELEASE)
    turns = KINDS[job.kind].taking_turns
    before = turns.waits_for(job) if turns else None
    return words.waiting(_before(job, before), presence.workers(), before.said if before else "")


def _before(job: Job, named: Before | None) -> int:
    """How many are taken before it, beside one that is named: those of the other lane go their own way."""
    beside = of_lanes([KINDS[job.kind].lane])
    return Job.objects.waiting().filter(pk__lt=job.pk, kind__in=beside).exclude(pk=(named and named.job) or 0).count()


def _done(job: Job) -> str:
    outcome = told.outcome(job)
    return outcome.sentence if outcome else _("It is done.")


def _unseen(job: Job) -> timedelta | None:
    """How long its worker was not seen, where that is too long."""
    time = timezone.now() - job.beat_at if job.beat_at else timedelta()
    return time if time > STALE else None


def _remaining(job: Job) -> timedelta | None:
    """By what its attempt has done so far, else by how long others of its kind took; None where neither tells."""
    if job.state != State.RUNNING or not job.started_at:
        return None
    passed = max(timezone.now() - job.started_at, timedelta())
    # It began anew, and shows what the attempts before it had done until it is further than they were.
    if job.percent >= TELLING and job.percent > job.percent_before:
        return passed * ((100 - job.percent) / job.percent)
    past = Job.objects.filter(kind=job.kind, state=State.DONE).aggregate(took=Avg(F("ended_at") - F("started_at")))
    return past["took"] - passed if past["took"] and past["took"] > passed else None
