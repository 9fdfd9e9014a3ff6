"""Whether a task is being trained, or waits for it: for whom, and since when."""

from dataclasses import dataclass
from datetime import datetime

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


def underway(task: Task) -> Underway | None:
    job = jobs_of(task).filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).first()
    if job is not None:
        return Underway(task, job.asked_by.get_username() if job.asked_by else "", job.asked_at, job)
    return _at_the_command_line(task) if retraining.is_going_on(task) else None


def _at_the_command_line(task: Task) -> Underway:
    run = TrainingRun.objects.filter(task=task, status=TrainingRun.Status.RUNNING).first()
    return Underway(task, run.who if run else "", run.started_at if run else None)
