"""A training that somebody asks for on a page: a process of its own, which goes on when the page is left."""

import subprocess
import sys
from datetime import timedelta
from enum import StrEnum
from threading import Thread
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from mlcore.models import Dataset, ModelVersion, TrainingRun
from mlcore.versions import retraining
from predictor.models import DescribedFile

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A process that has not stored its run by then did not start.
TIME_TO_START = timedelta(minutes=2)


class State(StrEnum):
    NOT_ASKED = "not asked"
    STARTING = "starting"
    RUNNING = "running"
    READY = "ready"
    NOT_LIVE = "not live"
    FAILED = "failed"


def start(file: DescribedFile, *, by: "User") -> None:
    """Pressed twice, the second one finds the first at work and ends: a lock of the database sees to that."""
    assert file.task, "a file was imported before a model learns from it"
    assert file.dataset, "as its task"
    file.training_asked_at = timezone.now()
    file.save(update_fields=["training_asked_at"])
    # In one word: a name may begin with the mark of an option.
    named = [f"--dataset={dataset.name}" for dataset in _learned_together(file.dataset)]
    launch(["train", file.task.slug, *named, f"--who={by.get_username()}"])


def _learned_together(dataset: Dataset) -> list[Dataset]:
    """The rows of the file with those that they belong to, without what was archived."""
    root = dataset.adds_to or dataset
    there = [root, *root.added.order_by("pk")]
    return [each for each in there if each == dataset or not (each.archived_at or each.deleted_at)]


def launch(arguments: list[str]) -> None:
    """A command that outlives the web process; its messages are stored with its run."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - this Python, our own command, names that the database gave
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, cwd=settings.BASE_DIR
    )
    # Somebody has to take note of its end, or it stays in the list of processes.
    Thread(target=process.wait, daemon=True).start()


def state_of(file: DescribedFile) -> tuple[State, TrainingRun | None]:
    """How far it is, and the run that tells why where it failed. Three queries at most."""
    if file.task is None or file.training_asked_at is None:
        return State.NOT_ASKED, None
    run = TrainingRun.objects.filter(task=file.task, started_at__gte=file.training_asked_at).first()
    if run is None and retraining.is_going_on(file.task):  # somebody began one at the command line before
        return State.RUNNING, None
    if run is None:
        is_late = timezone.now() - file.training_asked_at > TIME_TO_START
        return (State.FAILED if is_late else State.STARTING), None
    if run.status == TrainingRun.Status.RUNNING:
        return (State.RUNNING if retraining.is_going_on(file.task) else State.FAILED), run
    if run.status == TrainingRun.Status.FAILED:
        return State.FAILED, run
    return (State.READY if ModelVersion.objects.live().filter(task=file.task).exists() else State.NOT_LIVE), run
