"""Lines of what no browser and no program asked for in this moment: jobs and commands."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from predictor.access_log.record import Record
from predictor.access_log.students import Of
from predictor.access_log.work import recorded
from predictor.models import AccessLine, Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class JobLine(NamedTuple):
    """The thing `of` which kind it is about has its key among the job's arguments."""

    act: AccessLine.Act
    of: Of
    argument: str


# Every kind of job; None where it is about nobody.
JOBS: Mapping[str, JobLine | None] = {
    "train": None,
    "rehearse": None,
    "report": None,
    "policies": None,
    "forget": None,  # who was forgotten is in the line of who asked for it
    "file-predictions": None,
    "preview": JobLine(AccessLine.Act.SAW, Of.IMPORT, "file"),
    "import": JobLine(AccessLine.Act.CHANGED, Of.IMPORT, "file"),
    "school-preview": JobLine(AccessLine.Act.SAW, Of.ROSTER, "file"),
    "school-import": JobLine(AccessLine.Act.CHANGED, Of.ROSTER, "file"),
    "class-predictions": JobLine(AccessLine.Act.PREDICTED, Of.CLASSROOM, "classroom"),
}


@contextmanager
def job_recorded(job: Job) -> Iterator[None]:
    """In the name of who asked for it."""
    line = JOBS.get(job.kind)
    if line is None:
        yield
        return
    record = Record(
        door=AccessLine.Door.JOB, act=line.act, what=job.kind, of=line.of, key=job.arguments.get(line.argument)
    )
    if job.asked_by:
        record.by(job.asked_by)
    with recorded(record):
        yield


class Typed(NamedTuple):
    """Who is behind a command: an account where it was told one, else whoever typed it."""

    user: "User | None" = None
    name: str = ""


@contextmanager
def command_recorded(
    what: str, act: AccessLine.Act, by: Typed, *, of: Of = Of.ROWS, key: int | None = None
) -> Iterator[None]:
    record = Record(door=AccessLine.Door.COMMAND, act=act, what=what, of=of, key=key, account_name=by.name)
    if by.user:
        record.by(by.user)
    with recorded(record):
        yield
