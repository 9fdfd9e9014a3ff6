"""Predicted files as pages and API show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.models import ModelVersion, Task
from predictor.access.questions import questions_for
from predictor.access.reading.closed import why_not_given
from predictor.access.rights import Act
from predictor.file_predictions.job import said
from predictor.file_predictions.work import job_of, output_name, pieces
from predictor.jobs import reads as jobs
from predictor.jobs.words import state
from predictor.models import Job, PredictedFile, PredictedFileQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UNKNOWN = gettext_noop("Its job is not known any more.")


@dataclass(frozen=True)
class ShownFile:
    row: PredictedFile
    statement: str


def files_of(user: "User") -> PredictedFileQuerySet:
    """Without their bytes, the newest first."""
    rows = PredictedFile.objects.open_to(user, Act.PREDICT).defer("content").latest_first()
    return rows.select_related("task__schema_version", "made_by")


def shown(row: PredictedFile, viewer: "User") -> ShownFile:
    """How it stands, in a sentence; of one that failed, why."""
    if row.is_done:
        return ShownFile(row, said(row.counts))
    job = job_of(row)
    return ShownFile(row, jobs.shown(job, viewer).statement if job else _(UNKNOWN))


def listed(rows: Iterable[PredictedFile]) -> list[ShownFile]:
    """As lists show them, in as many queries for one as for many: why one failed stands on its own page."""
    rows = list(rows)
    jobs_of_rows = Job.objects.in_bulk([row.job for row in rows if row.job and not row.is_done])
    return [ShownFile(row, _in_short(row, jobs_of_rows.get(row.job or 0))) for row in rows]


def _in_short(row: PredictedFile, job: Job | None) -> str:
    if row.is_done:
        return said(row.counts)
    return state(job).capitalize() if job else _(UNKNOWN)


def tasks_for(user: "User") -> QuerySet[Task]:
    """Those that a model answers."""
    return questions_for(user).filter(pk__in=ModelVersion.objects.live().values("task"))


def why_not(row: PredictedFile, user: "User") -> str:
    """Why it is not given out; empty where it is."""
    return why_not_given(user, row.task.schema_version.name, row.made_at)


def as_download(row: PredictedFile) -> StreamingHttpResponse:
    """A piece at a time, however long it is."""
    headers = {"Content-Disposition": content_disposition_header(True, output_name(row)) or ""}
    csv = "text/csv; charset=utf-8"  # not for readers
    return StreamingHttpResponse(pieces(row), content_type=csv, headers=headers)
