"""One measuring of policies as a job: its progress told, and its end stored with the job's."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import N_, message
from mlcore.versions.policies import measuring
from predictor.access.rights import Act, may
from predictor.jobs.kinds import Outcome
from predictor.jobs.run import Refused, Run
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def run(run: Run, *, version: int, combinations: Sequence[Sequence[str]] = ()) -> None:
    asked = measuring.Asked(combinations, lambda row: run.finish({"version": row.pk}))
    try:
        for done, total in measuring.measure(_version(version), asked):
            run.tell(100 * done / total, {"kind": "begun", "of": total} if done == 1 else None)
    except PipelineError as error:
        raise Refused(error.message) from error


def _version(key: int) -> ModelVersion:
    row = ModelVersion.objects.select_related("task__schema_version", "run__dataset").filter(pk=key).first()
    if row is None:
        raise Refused(message(N_("The version is gone.")))
    return row


def given_up(job: Job) -> None:
    """Nothing was begun that would have to be closed."""


def is_open(job: Job, viewer: "User") -> bool:
    return bool(may(viewer, Act.TRAIN))


def titles(jobs: Sequence[Job], viewer: "User") -> list[str]:
    """'Policies of Maths score'."""
    keys = [job.arguments.get("version") for job in jobs]
    rows = ModelVersion.objects.filter(pk__in=keys).select_related("task")
    names = {row.pk: row.task.label for row in rows}
    return [_("Policies of %(task)s") % {"task": names.get(key) or _("a question")} for key in keys]


def line(fact: Mapping[str, Any]) -> str:
    """Blank for a fact of another release."""
    if fact.get("kind") != "begun":
        return ""
    return _("Learning with fewer fields, %(of)s times in all.") % {"of": fact.get("of")}


def outcome(job: Job) -> Outcome:
    row = ModelVersion.objects.select_related("task").filter(pk=job.result.get("version")).first()
    if row is None:
        return Outcome(_("It was done."))
    return Outcome(_("What leaving fields out costs is measured."), reverse("model-policies", args=[row.task.slug]))
