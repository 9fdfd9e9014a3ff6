"""Trainings of one task take turns, in the order in which they were asked for; the command line goes between."""

from mlcore.models import Task
from mlcore.versions import retraining
from predictor.jobs.kinds import Before
from predictor.models import Job
from predictor.training.ordering.underway import underway
from predictor.training.words import asked_for

ARGUMENT = "task"


def held() -> list[str]:
    """Also by an attempt that was killed, until the database has noticed."""
    return list(Task.objects.filter(pk__in=retraining.going_on()).values_list("slug", flat=True))


def waits_for(job: Job) -> Before | None:
    task = Task.objects.filter(slug=job.arguments.get(ARGUMENT, "")).first()
    found = underway(task, before=job) if task else None
    return Before(asked_for(found), found.job.pk if found.job else None) if found else None
