"""What the kinds say of their jobs; of a row in another shape, as another release writes it, no more than is sure."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from predictor.jobs import words
from predictor.jobs.kinds import KINDS, Outcome
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

T = TypeVar("T")
# One such row must not take the list of all jobs down.
OTHER_SHAPE = (AttributeError, KeyError, TypeError, ValueError)

logger = logging.getLogger("studentperf.jobs")


@dataclass(frozen=True)
class Line:
    at: datetime | None
    text: str


def titles(name: str, jobs: Sequence[Job], viewer: "User") -> list[str]:
    """Of jobs of one kind; its name where it says none."""
    if name not in KINDS:
        return [name] * len(jobs)
    if len(jobs) == 1:
        return _said(jobs[0], lambda: KINDS[name].work.titles(jobs, viewer), [name])
    try:
        return KINDS[name].work.titles(jobs, viewer)
    except OTHER_SHAPE:
        return [title for job in jobs for title in titles(name, [job], viewer)]


def lines(job: Job) -> list[Line]:
    if job.kind not in KINDS:
        return []
    work = KINDS[job.kind].work

    def line(fact: Any) -> Line:
        return Line(words.at(fact), work.line(fact))

    told = [_said(job, partial(line, fact), Line(None, "")) for fact in job.lines]
    return [one for one in told if one.text]


def outcome(job: Job) -> Outcome | None:
    """Of one that is done."""
    if job.state != Job.State.DONE or job.kind not in KINDS:
        return None
    return _said(job, lambda: KINDS[job.kind].work.outcome(job), None)


def is_open(job: Job, viewer: "User") -> bool:
    """Whether they may read why it was refused; of a kind that is not known nobody can tell whether that quotes."""
    return job.kind in KINDS and _said(job, lambda: KINDS[job.kind].work.is_open(job, viewer), False)


def _said(job: Job, ask: Callable[[], T], otherwise: T) -> T:
    try:
        return ask()
    except OTHER_SHAPE as error:
        logger.warning("%s is not as its kind knows it", job, exc_info=error)
        return otherwise
