"""Whether a task is being trained, or waits for it: for whom, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from mlcore.models import Task, TrainingRun
from mlcore.versions import retraining
from predictor.models import Job, JobQuerySet

KIND = "train"


@dataclass(frozen=True)
class Underway:
    """`job` is None where somebody began it at the command line; `who` is blank where nobody knows any more."""

    task: Task
    who: str
    since: datetime | None
    job: Job | None = None


def jobs_of(task: Task) -> JobQuerySet:
    """Trainings of a task that were asked for, the latest first."""
    return Job.objects.filter(kind=KIND, arguments__task=task.slug).select_related("asked_by").latest_first()


def underway(task: Task, *, before: Job | None = None) -> Underway | None:
    """The training that runs or is next: of any, or of those that a job has to wait for."""
    jobs = jobs_of(task).not_ended()
    if before:
        jobs = jobs.filter(Q(pk__lt=before.pk) | Q(state=Job.State.RUNNING))
    job = jobs.last()
    if job is not None:
        return Underway(task, job.asked_by.get_username() if job.asked_by else "", job.asked_at, job)
    return _at_the_command_line(task) if retraining.is_going_on(task) else None


def _at_the_command_line(task: Task) -> Underway:
    run = TrainingRun.objects.filter(task=task, status=TrainingRun.Status.RUNNING).first()
    return Underway(task, run.who if run else "", run.started_at if run else None)
