"""How far a training is that was asked for on a page."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from page_words import words

from mlcore.models import ModelVersion, TrainingRun
from mlcore.versions import retraining
from predictor.describing import training, work
from predictor.describing.training import State
from predictor.models import Job

pytestmark = pytest.mark.django_db

LATER = school_files.french().replace("souvent", "jamais").encode()


@pytest.fixture
def file(people):
    file = work.take(SimpleUploadedFile("ours.csv", school_files.french().encode()), by=people.admin)
    work.store(file, work.proposal_of(file).schema)
    return file


@contextmanager
def being_trained(task):
    """As if another process was at it."""
    key = [retraining.LOCK_OF_TRAININGS, task.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", key)
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def ended(state, **facts):
    Job.objects.update(state=state, ended_at=timezone.now(), **facts)


def press(admin, file):
    return admin.post(reverse("described-train", args=[file.pk]), follow=True)


def test_the_button_asks_for_a_training_of_the_question_on_these_rows(admin, file, people):
    press(admin, file)
    job = Job.objects.get()
    assert (job.kind, job.asked_by, job.state) == ("train", people.admin, "queued")
    assert (job.arguments["task"], job.arguments["datasets"]) == ("ours-moyenne_generale", [file.dataset_id])


def test_how_long_it_takes_is_what_trainings_here_took(admin, file, math):
    page = reverse("described", args=[file.pk])
    assert "How long it takes is not known yet" in words(admin.get(page))
    now, rows = timezone.now(), {"dataset": file.dataset, "status": "finished"}
    TrainingRun.objects.create(task=file.task, **rows, started_at=now - timedelta(minutes=7), ended_at=now)
    assert "It takes about 7 minutes" in words(admin.get(page))


def test_rows_that_belong_together_are_learned_from_together(file, people):
    later = work.take(SimpleUploadedFile("more.csv", LATER), by=people.admin, grows=file.task.schema_version)
    work.store(later, work.growth_of(later).schema, adds_to=work.earlier_rows(later))
    job = training.start(later, by=people.admin)
    assert job.arguments["datasets"] == [file.dataset_id, later.dataset_id]


def test_pressed_twice_it_begins_once(admin, file):
    press(admin, file)
    assert "The training waits for its turn." in words(press(admin, file))
    assert Job.objects.count() == 1


def test_what_somebody_else_began_is_waited_for(admin, file, people):
    training.start(file, by=people.owner)
    assert "The training waits for its turn." in words(press(admin, file))
    assert [job.asked_by for job in Job.objects.order_by("pk")] == [people.owner, people.admin]


def test_states_follow_the_job(file, people):
    assert training.state_of(file)[0] is State.NOT_ASKED
    job = training.start(file, by=people.admin)
    assert training.state_of(file) == (State.WAITING, job)
    ended("cancelled")
    assert training.state_of(file)[0] is State.NOT_ASKED


def test_a_version_that_does_not_serve_is_told(file, people):
    training.start(file, by=people.admin)
    run = TrainingRun.objects.create(task=file.task, dataset=file.dataset)
    facts = {"number": 1, "run": run, "schema_version": file.task.schema_version, "candidate": "linear"}
    ModelVersion.objects.create(task=file.task, **facts)
    ended("done")
    assert training.state_of(file)[0] is State.NOT_LIVE
    ModelVersion.objects.update(is_live=True)
    assert training.state_of(file)[0] is State.READY


def test_a_training_that_began_elsewhere_is_waited_for(file):
    with being_trained(file.task):
        assert training.state_of(file) == (State.RUNNING, None)


def test_a_training_that_failed_says_why_and_may_begin_again(admin, file, people):
    training.start(file, by=people.admin)
    ended("failed", error={"kind": "refused", "said": "too few rows <b>"})
    assert "too few rows" in words(admin.get(reverse("described", args=[file.pk])))
    press(admin, file)
    assert Job.objects.filter(state="queued").count() == 1


def test_where_no_worker_runs_the_page_says_so(admin, file):
    assert "No worker is running" in words(press(admin, file))


def test_an_earlier_training_is_not_taken_for_that_of_the_file(file, people):
    training.start(file, by=people.admin)
    ended("failed", error={"kind": "refused", "said": "too few rows"})
    file.training_asked_at = None
    assert training.state_of(file)[0] is State.NOT_ASKED
