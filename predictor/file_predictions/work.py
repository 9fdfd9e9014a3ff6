"""Taking a file in to be predicted, and giving what came of it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from mlcore import stopping
from mlcore.models import ModelVersion, Task
from predictor.access.clearing import too_many
from predictor.jobs import work as jobs
from predictor.models import Job, PredictedFile, PredictedPiece
from predictor.models.predictions import LONGEST_FILE_NAME
from predictor.problems import FileRefused, JobEnded, NoLiveModel
from studentperf.basics.uploads import most_bytes, most_said, tidy_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KIND = "file-predictions"
PIECE = 1_000_000


@transaction.atomic
def take(task: Task, name: str, content: bytes, read_as: dict[str, Any], *, by: "User") -> PredictedFile:
    """Keep it and ask a worker. Raises FileRefused, NoLiveModel, PredictingStopped."""
    if len(content) > most_bytes():
        too_large = _("The file is larger than %(most)s. Split it into smaller files.")
        raise FileRefused(too_large % {"most": most_said()})
    if why := too_many(by):
        raise FileRefused(why)
    stopping.check()
    if ModelVersion.objects.live_for(task) is None:
        raise NoLiveModel(task)
    row = PredictedFile.objects.create(
        task=task,
        made_by=by,
        name=tidy_name(name, LONGEST_FILE_NAME),
        content=content,
        read_as={key: value for key, value in read_as.items() if value},
    )
    row.job = jobs.ask(KIND, {"file": row.pk}, asked_by=by).pk
    row.save(update_fields=["job"])
    return row


@transaction.atomic
def throw_away(row: PredictedFile) -> None:
    """With what was predicted for it; a worker that is at it ends."""
    list(PredictedFile.objects.to_change().filter(pk=row.pk).values_list("pk"))
    if job := job_of(row):
        with suppress(JobEnded):
            jobs.cancel(job)
    row.delete()


def keep(row: PredictedFile, output: Path, counts: Mapping[str, Any]) -> bool:
    """What came of it, a piece at a time, in place of what was brought; not where it was thrown away meanwhile."""
    if not PredictedFile.objects.to_change().filter(pk=row.pk).exists():
        return False
    PredictedFile.objects.filter(pk=row.pk).update(content=None, counts=counts)
    with output.open("rb") as file:
        for number, content in enumerate(iter(lambda: file.read(PIECE), b"")):
            PredictedPiece.objects.create(about=row, number=number, content=content)
    return True


def pieces(row: PredictedFile) -> Iterator[bytes]:
    """The output; memory holds one piece."""
    numbers = list(row.pieces.values_list("number", flat=True))
    return (bytes(row.pieces.get(number=number).content) for number in numbers)


def job_of(row: PredictedFile) -> Job | None:
    return Job.objects.select_related("asked_by").filter(pk=row.job or 0).first()


def output_name(row: PredictedFile) -> str:
    """'list-predicted.csv' of list.xlsx."""
    return f"{Path(row.name).stem or 'file'}-predicted.csv"
