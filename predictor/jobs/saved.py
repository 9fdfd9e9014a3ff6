"""Jobs as a list to be saved, newest first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from predictor.jobs import reads
from predictor.models import Job, JobQuerySet
from predictor.saving.table import Cell, SavedTable

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HEADER = ("job", "what", "state", "percent", "asked_by", "asked_at", "started_at", "ended_at", "attempts", "failure")
WIDTHS = {"what": 32, "asked_by": 20, "asked_at": 18, "started_at": 18, "ended_at": 18, "failure": 60}
AT_ONCE = 500


def list_of_jobs(jobs: JobQuerySet, viewer: "User") -> SavedTable:
    return SavedTable(name="jobs", title="Jobs", header=HEADER, pieces=_pieces(jobs, viewer), widths=WIDTHS)


def _pieces(jobs: JobQuerySet, viewer: "User") -> Iterator[list[list[Cell]]]:
    last: int | None = None
    while rows := list((jobs.filter(pk__lt=last) if last else jobs).latest_first()[:AT_ONCE]):
        last = rows[-1].pk
        yield [_row(job, title, viewer) for job, title in zip(rows, reads.titles(rows, viewer), strict=True)]


def _row(job: Job, title: str, viewer: "User") -> list[Cell]:
    failure = reads.failure(job, viewer) if job.state == Job.State.FAILED else None
    who = job.asked_by.get_username() if job.asked_by else None
    times = (job.asked_at, job.started_at, job.ended_at)
    return [job.pk, title, str(job.state), job.percent, who, *times, job.attempts, failure]
