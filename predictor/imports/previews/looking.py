"""Whether a preview is made at once or by a worker, which job it waits for, and what becomes of it without a worker."""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from predictor.imports.drafts import GONE, Draft
from predictor.imports.previews.kept import keep, kept_in
from predictor.imports.previews.preview import Preview, preview_of
from predictor.imports.previews.state import State, digest_of, state_of
from predictor.jobs import work as jobs
from predictor.jobs.words import failure
from predictor.jobs.worker import presence
from predictor.models import ImportFile, Job
from predictor.problems import ImportDone, ImportRefused, JobEnded

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# With more of one of them a preview takes more than a second. Rows are only counted of a text; a workbook is packed.
MOST_ROWS_AT_ONCE, MOST_BYTES_AT_ONCE = 2_000, 200_000
PREVIEW, IMPORT = "preview", "import"


@dataclass(frozen=True, kw_only=True)
class Look:
    """`said` is why nothing was stored before."""

    preview: Preview
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """For a job that makes the preview or stores the file, or has failed to."""

    job: Job


def is_large(content: bytes) -> bool:
    return len(content) > MOST_BYTES_AT_ONCE or content.count(b"\n") > MOST_ROWS_AT_ONCE


def look(draft: Draft, user: "User") -> Look | Wait:
    """Raises ImportRefused."""
    if not is_large(draft.content):
        return Look(preview=_made_at_once(draft))
    file = _file(draft)
    job = _job_of(file)
    if job and _goes_on(job, draft) and presence.workers():
        return Wait(job=job)
    state = state_of(draft)
    if preview := kept_in(file, state):
        return Look(preview=preview, said=_why_not_stored(job))
    if job and _has_failed(job, state):
        return Wait(job=job)
    if not presence.workers():
        return _without_worker(draft, job, state)
    return Wait(job=_ask(PREVIEW, draft, user, state=list(state)))


def store(draft: Draft, user: "User", seen: str, *, despite_odd: bool) -> bool:
    """Whether a worker was asked to store it, which `look` then waits for. Raises ImportDone."""
    if not (is_large(draft.content) and presence.workers()):
        return False
    _ask(IMPORT, draft, user, seen=seen, despite_odd=despite_odd)
    return True


def try_again(draft: Draft) -> None:
    """After a job that has failed; what still goes on is waited for."""
    ended = Job.objects.filter(ended_at__isnull=False)
    ImportFile.objects.filter(about=draft.row, job__in=ended.values("pk")).update(job=None)


def _goes_on(job: Job, draft: Draft) -> bool:
    """What is being stored is what somebody confirmed, whatever is chosen meanwhile."""
    return not job.has_ended and (job.kind == IMPORT or _asked_for(job)[0] == digest_of(draft.choices))


def _has_failed(job: Job, state: State) -> bool:
    """At the preview of just this. Raises ImportRefused where the file itself was refused."""
    if job.kind != PREVIEW or not job.has_ended or job.state == Job.State.DONE or _asked_for(job) != list(state):
        return False
    if job.error.get("kind") == "refused":
        raise ImportRefused(failure(job.error))
    return True


def _asked_for(job: Job) -> list[str]:
    asked: list[str] = job.arguments["state"]
    return asked


def _why_not_stored(job: Job | None) -> str:
    if job is None or job.kind != IMPORT:
        return ""
    if job.state == Job.State.CANCELLED:
        return "Nothing was stored: it was called off."
    return failure(job.error) if job.state == Job.State.FAILED else ""


@transaction.atomic
def _ask(kind: str, draft: Draft, user: "User", **arguments: Any) -> Job:
    """One job at a time for each file: whoever asks for the same once more gets the first. Raises ImportDone."""
    file = _file(draft, is_held=True)
    before = _job_of(file)
    if before and not before.has_ended:
        if before.kind == IMPORT or before.arguments == {"file": draft.row.pk, **arguments}:
            return before
        _call_off(before)
    job = jobs.ask(kind, {"file": draft.row.pk, **arguments}, asked_by=user)
    ImportFile.objects.filter(about=draft.row).update(job=job.pk)
    return job


def _without_worker(draft: Draft, job: Job | None, state: State) -> Look:
    """Nobody waits for a worker that may never come: it is done while they wait."""
    said = ""
    if job and not job.has_ended:
        _call_off(job)
        said = "Nothing was stored: no worker is running. Store it again, it is done at once then."
    plan = draft.plan()
    preview = preview_of(draft, plan)
    keep(draft.row, preview, plan.seen, state)
    return Look(preview=preview, said=said if job and job.kind == IMPORT else "")


def _made_at_once(draft: Draft) -> Preview:
    plan = draft.plan()
    # For a preview that is made again: what it showed the last time.
    ImportFile.objects.filter(about=draft.row).update(seen=plan.seen)
    return preview_of(draft, plan)


def _job_of(file: ImportFile) -> Job | None:
    return Job.objects.select_related("asked_by").filter(pk=file.job or 0).first()


def _call_off(job: Job) -> None:
    with suppress(JobEnded):
        jobs.cancel(job)


def _file(draft: Draft, *, is_held: bool = False) -> ImportFile:
    """Without its bytes. Raises ImportDone."""
    files = ImportFile.objects.select_for_update() if is_held else ImportFile.objects.all()
    file = files.defer("content", "seen").filter(about=draft.row).first()
    if file is None:
        raise ImportDone(GONE)
    return file
