"""One rehearsal as a job: its progress told, and its end stored with the job's."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.models import Dataset, Rehearsal, Task
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import N_, message
from mlcore.versions.checking import rehearsing
from predictor.access.rights import Act, may
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NAME = 150


def run(run: Run, *, dataset: int, task: str, year: str = "") -> None:
    try:
        _rehearse(run, _dataset(dataset), _task(task), year)
    except PipelineError as error:
        raise Refused(error.message) from error


def _rehearse(run: Run, dataset: Dataset, task: Task, year: str) -> None:
    asked = rehearsing.Asked(_who(run.job), run.job.pk, lambda row: run.finish({"rehearsal": row.pk}))
    told = -1
    for point, points, done, total in rehearsing.rehearse(dataset, task, asked, year):
        fact = {"kind": "point", "number": point + 1, "of": points} if point != told else None
        run.tell(100 * (point + done / total) / points, fact)
        told = point


def _dataset(key: int) -> Dataset:
    row = Dataset.objects.present().select_related("schema_version").filter(pk=key).first()
    if row is None:
        raise Refused(message(N_("The rows of the dataset were deleted. Choose another one.")))
    return row


def _task(slug: str) -> Task:
    row = Task.objects.select_related("schema_version").filter(slug=slug).first()
    if row is None:
        raise Refused(message(N_("The task '%(task)s' is gone."), task=slug))
    return row


def _who(job: Job) -> str:
    return job.asked_by.get_username()[:LONGEST_NAME] if job.asked_by else _("a job")


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def is_open(job: Job, viewer: "User") -> bool:
    return bool(may(viewer, Act.EXPLORE))


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    """'Rehearsal of exams'; without the name for who may not explore the data, or not any more."""
    keys = [job.arguments.get("dataset") for job in jobs]
    rows = Dataset.objects.filter(pk__in=keys) if may(viewer, Act.EXPLORE) else Dataset.objects.none()
    names = dict(rows.values_list("pk", "name"))
    return [_("Rehearsal of %(dataset)s") % {"dataset": names.get(key) or _("a dataset")} for key in keys]


def line(fact: Mapping[str, Any]) -> str:
    """Blank for a fact of another release."""
    if fact.get("kind") != "point":
        return ""
    return _("Learning and predicting at point %(number)s of %(of)s.") % {
        "number": fact.get("number"),
        "of": fact.get("of"),
    }


def outcome(job: Job) -> Outcome:
    row = Rehearsal.objects.select_related("task").filter(pk=job.result.get("rehearsal")).first()
    if row is None:
        return Outcome(_("It was done."))
    where = f"{reverse('explore-rehearsal', args=[row.dataset_id])}?task={row.task.slug}"
    return Outcome(_("The year is rehearsed."), where)
