"""The report of a dataset as a job."""

import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from mlcore.models import Dataset, Task
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_, message
from predictor.access.reading.closed import reading_as
from predictor.access.rights import Act, may
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Job, Report

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Percent at which it begins to be written; before that the rows are looked at, once for each result.
WRITING = 85


def run(run: Run, *, dataset: int, task: str, language: str = "en") -> None:
    row, asked = _dataset(dataset), _task(task)
    try:
        with override(language), reading_as(run.job.asked_by):
            html = _html(run, row, asked)
    except DataError as error:
        raise Refused(error.message) from error
    with transaction.atomic():
        Report.objects.create(job=run.job, file_name=_file_name(row, asked), content=zlib.compress(html.encode()))
        run.finish({"bytes": len(html.encode())})


def _html(run: Run, dataset: Dataset, task: Task | None) -> str:
    """What is found of the rows is kept, so that writing finds it. Raises DataError."""
    from mlcore.datasets.explorations import exploration_of
    from predictor.sheets.report import targets_of
    from predictor.sheets.report_file import html_of

    found = targets_of(dataset, task)
    for done, target in enumerate(found):
        run.tell(WRITING * done / len(found), {"kind": "looking", "number": done + 1, "of": len(found)})
        exploration_of(dataset, target.slug)
    run.tell(WRITING, {"kind": "writing"})
    return html_of(dataset, task)


def _dataset(key: int) -> Dataset:
    row = Dataset.objects.present().select_related("schema_version").filter(pk=key).first()
    if row is None:
        raise Refused(message(N_("The rows of the dataset were deleted. Choose another one.")))
    return row


def _task(slug: str) -> Task | None:
    if not slug:
        return None
    task = Task.objects.select_related("schema_version").filter(slug=slug).first()
    if task is None:
        raise Refused(message(N_("The task '%(task)s' is gone."), task=slug))
    return task


def _file_name(dataset: Dataset, task: Task | None) -> str:
    parts = ["report", slugify(dataset.name)[:60], task.slug if task else ""]
    return f"{'-'.join(filter(None, parts))}.html"


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def is_open(job: Job, viewer: "User") -> bool:
    return bool(may(viewer, Act.EXPLORE))


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    """'Report of exams'; without the name for who may not explore the data, or not any more."""
    keys = [job.arguments.get("dataset") for job in jobs]
    rows = Dataset.objects.filter(pk__in=keys) if may(viewer, Act.EXPLORE) else Dataset.objects.none()
    names = dict(rows.values_list("pk", "name"))
    named, unnamed = _("Report of %(dataset)s"), _("Report of a dataset")
    return [named % {"dataset": names[key]} if key in names else unnamed for key in keys]


def line(fact: Mapping[str, Any]) -> str:
    """Blank for a fact of another release."""
    if fact.get("kind") == "looking":
        told = _("Looking at the rows, for result %(number)s of %(of)s.")
        return told % {"number": fact.get("number"), "of": fact.get("of")}
    return _("Writing it.") if fact.get("kind") == "writing" else ""


def outcome(job: Job) -> Outcome:
    if Report.objects.filter(pk=job.pk).exists():
        return Outcome(_("The report is ready."), reverse("report", args=[job.pk]))
    cleared = ngettext(
        "It was written, and cleared after %(days)s day. Ask for another one.",
        "It was written, and cleared after %(days)s days. Ask for another one.",
        settings.REPORT_DAYS,
    )
    return Outcome(cleared % {"days": settings.REPORT_DAYS})
