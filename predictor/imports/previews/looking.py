"""Whether a preview is made at once or by a worker, which job it waits for, and what becomes of it without a worker."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import message
from predictor.imports.drafts import GONE
from predictor.imports.previews.kept import as_facts, in_words, keep, kept_in
from predictor.imports.previews.state import State
from predictor.jobs import work as jobs
from predictor.jobs.words import failure
from predictor.jobs.worker import presence
from predictor.models import Job
from predictor.problems import ImportDone, ImportRefused, JobEnded

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# With more of one of them a preview takes more than a second. Rows are only counted of a text; a workbook is packed.
MOST_ROWS_AT_ONCE, MOST_BYTES_AT_ONCE = 2_000, 200_000


class Shown(Protocol):
    """A preview; `hash` is that of its plan."""

    hash: str


class Draft(Protocol):
    """A file between upload and confirmation."""

    row: Any


D = TypeVar("D", bound=Draft)
P = TypeVar("P")


@dataclass(frozen=True, kw_only=True)
class Look(Generic[P]):
    """`said` is why nothing was stored before."""

    preview: P
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """For a job that makes the preview or stores the file, or has failed to."""

    job: Job
    is_storing: bool


@dataclass(frozen=True, kw_only=True)
class Looking(Generic[D, P]):
    """What files of a class and files of a school do alike. `files` are the rows that hold the bytes, the preview that
    is kept, and the number of the job; `preview` and `store` are kinds of jobs.

    `digest` is of what was chosen about a file, `state` also of what is known here. `make` gives the preview with what
    else is kept of it, and raises ImportRefused; `read` takes it out of JSON, and raises ValueError.
    """

    files: Callable[[], models.QuerySet[Any]]
    preview: str
    store: str
    is_large: Callable[[D], bool]
    digest: Callable[[D], str]
    state: Callable[[D], State]
    make: Callable[[D], tuple[P, Mapping[str, Any]]]
    read: Callable[[object], P]

    def look(self, draft: D, user: "User") -> Look[P] | Wait:
        """Raises ImportRefused."""
        if not self.is_large(draft):
            return Look(preview=self._made(draft))
        file = self._file(draft)
        job = _job_of(file)
        if job and self._goes_on(job, draft) and presence.workers():
            return self._wait(job)
        state = self.state(draft)
        if (preview := kept_in(file, state, self.read)) is not None:
            return Look(preview=preview, said=self._why_not_stored(job))
        if job and self._has_failed(job, state):
            return self._wait(job)
        if not presence.workers():
            return self._without_worker(draft, job, state)
        return self._wait(self._ask(self.preview, draft, user, state=list(state)))

    def ask_to_store(self, draft: D, user: "User", seen: str, *, despite_odd: bool) -> bool:
        """Whether a worker was asked to, which `look` then waits for. Raises ImportDone."""
        if not (self.is_large(draft) and presence.workers()):
            return False
        self._ask(self.store, draft, user, seen=seen, despite_odd=despite_odd)
        return True

    def try_again(self, draft: D) -> None:
        """After a job that has failed; what still goes on is waited for."""
        ended = Job.objects.filter(ended_at__isnull=False)
        self.files().filter(about=draft.row, job__in=ended.values("pk")).update(job=None)

    def keep(self, draft: D, state: State, *, only_of: Job | None = None) -> P:
        """Make it and keep it with the file. Raises ImportRefused."""
        preview, also = self.make(draft)
        with transaction.atomic():
            keep(self.files(), draft.row, preview, state, only_of=only_of, **also)
        return self._in_words(preview)

    def _wait(self, job: Job) -> Wait:
        return Wait(job=job, is_storing=job.kind == self.store)

    def _made(self, draft: D) -> P:
        preview, also = self.make(draft)
        if also:
            self.files().filter(about=draft.row).update(**also)
        return self._in_words(preview)

    def _in_words(self, preview: P) -> P:
        """For whoever asks now."""
        return self.read(in_words(as_facts(preview)))

    def _goes_on(self, job: Job, draft: D) -> bool:
        """What is being stored is what somebody confirmed, whatever is chosen meanwhile."""
        return not job.has_ended and (job.kind == self.store or _asked_for(job)[0] == self.digest(draft))

    def _has_failed(self, job: Job, state: State) -> bool:
        """At the preview of just this. Raises ImportRefused where the file itself was refused."""
        is_of_this = job.kind == self.preview and _asked_for(job) == list(state)
        if not is_of_this or not job.has_ended or job.state == Job.State.DONE:
            return False
        if job.error.get("kind") == "refused":
            raise ImportRefused(failure(job.error))
        return True

    def _why_not_stored(self, job: Job | None) -> str:
        if job is None or job.kind != self.store:
            return ""
        if job.state == Job.State.CANCELLED:
            return _("Nothing was stored: it was called off.")
        return failure(job.error) if job.state == Job.State.FAILED else ""

    @transaction.atomic
    def _ask(self, kind: str, draft: D, user: "User", **arguments: Any) -> Job:
        """One job at a time for each file: whoever asks for the same once more gets the first. Raises ImportDone."""
        file = self._file(draft, is_held=True)
        before = _job_of(file)
        if before and not before.has_ended:
            if before.kind == self.store or before.arguments == {"file": draft.row.pk, **arguments}:
                return before
            _call_off(before)
        job = jobs.ask(kind, {"file": draft.row.pk, **arguments}, asked_by=user)
        self.files().filter(about=draft.row).update(job=job.pk)
        return job

    def _without_worker(self, draft: D, job: Job | None, state: State) -> Look[P]:
        """Nobody waits for a worker that may never come: it is done while they wait."""
        said = ""
        if job and not job.has_ended:
            _call_off(job)
            said = _("Nothing was stored: no worker is running. Store it again, it is done at once then.")
        return Look(preview=self.keep(draft, state), said=said if job and job.kind == self.store else "")

    def _file(self, draft: D, *, is_held: bool = False) -> Any:
        """Without its bytes. Raises ImportDone."""
        files = self.files().select_for_update() if is_held else self.files()
        file = files.defer("content").filter(about=draft.row).first()
        if file is None:
            raise ImportDone(message(GONE))
        return file


def is_large(content: bytes) -> bool:
    return len(content) > MOST_BYTES_AT_ONCE or content.count(b"\n") > MOST_ROWS_AT_ONCE


def _asked_for(job: Job) -> list[str]:
    asked: list[str] = job.arguments["state"]
    return asked


def _job_of(file: Any) -> Job | None:
    return Job.objects.select_related("asked_by").filter(pk=file.job or 0).first()


def _call_off(job: Job) -> None:
    with suppress(JobEnded):
        jobs.cancel(job)
