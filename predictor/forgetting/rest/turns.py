"""One worker at a time trains again, and not beside another training of the same task."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from mlcore.versions import retraining
from mlcore.versions.forgetting import unlearning
from predictor.forgetting.work import KIND
from predictor.jobs.kinds import Before
from predictor.models import Job

ARGUMENT = "of"
EVERYTHING = "models"


def held() -> Collection[str]:
    tasks = set(unlearning.to_learn_again().values_list("task", flat=True))
    return [EVERYTHING] if tasks & retraining.going_on() else []


def waits_for(job: Job) -> Before | None:
    before = Job.objects.not_ended().filter(kind=KIND, pk__lt=job.pk).order_by("id").first()
    if before:
        return Before(_("another student to be forgotten"), before.pk)
    return Before(_("a training of the same task")) if held() else None
