"""A training that somebody asks for on the page of their file: a job, which goes on when the page is left."""

from enum import StrEnum
from typing import TYPE_CHECKING

from mlcore.models import Dataset, ModelVersion
from mlcore.versions import retraining
from predictor.models import DescribedFile, Job
from predictor.training import work
from predictor.training.ordering.duration import Estimate
from predictor.training.ordering.order import Order
from predictor.training.ordering.preview import preview
from predictor.training.ordering.underway import jobs_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class State(StrEnum):
    NOT_ASKED = "not asked"
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    NOT_LIVE = "not live"
    FAILED = "failed"


OF_JOB = {
    Job.State.QUEUED: State.WAITING,
    Job.State.RUNNING: State.RUNNING,
    Job.State.FAILED: State.FAILED,
    Job.State.CANCELLED: State.NOT_ASKED,
}


def start(file: DescribedFile, *, by: "User") -> Job:
    """It waits where the question is being trained otherwise."""
    assert file.task, "a file was imported before a model learns from it"  # not for readers
    assert file.dataset, "as its task"  # not for readers
    keys = [dataset.pk for dataset in _learned_together(file.dataset)]
    job = work.ask(Order(task=file.task.slug, datasets=keys), by=by)
    file.training_asked_at = job.asked_at
    file.save(update_fields=["training_asked_at"])
    return job


def takes(file: DescribedFile) -> Estimate | None:
    assert file.task, "a file was imported before a model learns from it"  # not for readers
    assert file.dataset, "as its task"  # not for readers
    there = [each for each in _learned_together(file.dataset) if not each.deleted_at]
    return preview(file.task, there, (), outcomes=False).takes


def _learned_together(dataset: Dataset) -> list[Dataset]:
    """The rows of the file with those that they belong to, without what was archived."""
    root = dataset.adds_to or dataset
    there = [root, *root.added.order_by("pk")]
    return [each for each in there if each == dataset or not (each.archived_at or each.deleted_at)]


def state_of(file: DescribedFile) -> tuple[State, Job | None]:
    """How far it is, and the job that tells more. Three queries at most."""
    if file.task is None:
        return State.NOT_ASKED, None
    job = jobs_of(file.task).first()
    if job and not job.has_ended:  # perhaps somebody else's, of the same question
        return OF_JOB[Job.State(job.state)], job
    if retraining.is_going_on(file.task):  # somebody began one at the command line
        return State.RUNNING, None
    if file.training_asked_at is None:
        return State.NOT_ASKED, None
    if job and job.asked_at >= file.training_asked_at and job.state in OF_JOB:
        return OF_JOB[Job.State(job.state)], job
    return _by_what_serves(file), job


def _by_what_serves(file: DescribedFile) -> State:
    versions = list(ModelVersion.objects.filter(task=file.task).values_list("is_live", flat=True))
    if any(versions):
        return State.READY
    return State.NOT_LIVE if versions else State.NOT_ASKED
