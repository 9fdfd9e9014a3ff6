"""Predicting a file, as a job."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore import stopping
from mlcore.models.schemas import NOT_SHOWN
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import N_, message
from mlcore.versions import live
from mlcore.versions.places import place_of_files
from mlcore.words.numbers import count, rows
from predictor.access.reading.closed import closed_to
from predictor.access.rights import Act
from predictor.file_predictions.work import keep
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Job, PredictedFile, PredictedFileQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.predicted_files.answering import AnsweredChunk
    from mlcore.pipeline.predicted_files.writing import Predicted

READING, KEEPING = 2, 95
GONE = N_("The file is not there any more: it was thrown away, or its days were over. Bring it again.")


def run(run: Run, *, file: int) -> None:
    row = (
        PredictedFile.objects.select_related("task__schema_version", "made_by")
        .filter(pk=file, content__isnull=False)
        .first()
    )
    if row is None:
        raise Refused(message(GONE))
    with TemporaryDirectory(prefix=_prefix(run.job)) as folder:
        output = Path(folder) / "output.csv"
        version, predicted = _predicted(run, row, Path(folder) / "input", output)
        run.tell(KEEPING, {"kind": "keeping", "rows": predicted.rows})
        counts = {"rows": predicted.rows, "predicted": predicted.predicted, "version": version}
        with transaction.atomic():
            _check()
            if not keep(row, output, counts):
                raise Refused(message(GONE))
            run.finish(counts)


def _predicted(run: Run, row: PredictedFile, path: Path, output: Path) -> "tuple[int, Predicted]":
    from mlcore.pipeline.files.reading import Reading
    from mlcore.pipeline.predicted_files.answering import Unseen
    from mlcore.pipeline.predicted_files.writing import predict_file

    content = bytes(row.content or b"")
    path.write_bytes(content)
    progress = _Progress(run, content.count(b"\n"))
    run.tell(READING, {"kind": "reading"})
    try:
        model = live.live(row.task)
        how = Reading(**row.read_as)
        unseen = Unseen(closed_to(row.made_by, model.bundle.schema.name).enter, str(NOT_SHOWN))
        told = predict_file(path, output, model.bundle, how, also=progress.after, place=place_of_files(), unseen=unseen)
        return model.version.pk, told
    except PipelineError as error:
        raise Refused(error.message) from error
    except (live.NoLiveModel, stopping.PredictingStopped) as error:
        raise Refused(*error.args) from error


def _check() -> None:
    try:
        stopping.check()
    except stopping.PredictingStopped as error:
        raise Refused(*error.args) from error


class _Progress:
    """Told after each chunk, and ended where predicting was stopped; of a packed workbook nobody knows how many rows
    follow."""

    def __init__(self, run: Run, lines: int) -> None:
        self._run, self._lines, self._done = run, lines, 0

    def after(self, chunk: "AnsweredChunk") -> None:
        stopping.check()
        self._done += len(chunk.lines)
        self._run.tell(READING + (KEEPING - READING) * min(1.0, self._done / max(self._lines, self._done + 1)))


def _prefix(job: Job) -> str:
    """Of the folder of one attempt."""
    return f"studentperf-{job.token}-"


def given_up(job: Job) -> None:
    """A killed attempt leaves its folder, and rows about people are not to lie about."""
    for folder in Path(gettempdir()).glob(f"{_prefix(job)}*"):
        rmtree(folder, ignore_errors=True)


def is_open(job: Job, viewer: "User") -> bool:
    return _open_to(viewer).filter(pk=job.arguments.get("file") or 0).exists()


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    keys = [job.arguments.get("file") or 0 for job in jobs]
    names = dict(_open_to(viewer).filter(pk__in=keys).values_list("pk", "name"))
    gone = _("a file that is gone")
    return [_("Predictions for %(file)s") % {"file": names.get(key, gone)} for key in keys]


def _open_to(viewer: "User") -> PredictedFileQuerySet:
    return PredictedFile.objects.open_to(viewer, Act.PREDICT)


def line(fact: Mapping[str, Any]) -> str:
    if fact.get("kind") == "reading":
        return _("Reading the file and predicting its rows.")
    if fact.get("kind") != "keeping":
        return ""
    return _("Keeping %(rows)s.") % {"rows": rows(int(fact.get("rows", 0)))}


def outcome(job: Job) -> Outcome:
    there = PredictedFile.objects.filter(pk=job.arguments.get("file") or 0).exists()
    url = reverse("predicted-file", args=[job.arguments["file"]]) if there else ""
    return Outcome(said(job.result), url)


def said(counts: Mapping[str, Any]) -> str:
    """'998 of 1,000 rows were predicted; of the others the last column of the file says why not.'"""
    everything, predicted = int(counts.get("rows", 0)), int(counts.get("predicted", 0))
    if predicted == everything:
        told = ngettext("%(rows)s predicted.", "All %(rows)s were predicted.", everything)
        return told % {"rows": rows(everything)}
    told = ngettext(
        "%(count)s of %(rows)s were predicted; of the other one the last column of the file says why not.",
        "%(count)s of %(rows)s were predicted; of the others the last column of the file says why not.",
        everything - predicted,
    )
    return told % {"count": count(predicted), "rows": rows(everything)}
