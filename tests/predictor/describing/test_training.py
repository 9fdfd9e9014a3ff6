"""How far a training is that was asked for on a page."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import load_command_class
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from page_words import words

from mlcore.models import TrainingRun
from mlcore.versions import retraining
from predictor.describing import training, work
from predictor.describing.training import State

pytestmark = pytest.mark.django_db

LATER = school_files.french().replace("souvent", "jamais").encode()


@pytest.fixture
def launched(monkeypatch):
    """What would be run in a process of its own."""
    commands = []
    monkeypatch.setattr(training, "launch", commands.append)
    return commands


@pytest.fixture
def file(people, launched):
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


def run_of(file, **facts):
    return TrainingRun.objects.create(task=file.task, dataset=file.dataset, **facts)


def test_the_button_trains_the_question_on_these_rows_for_whoever_pressed_it(admin, file, launched):
    admin.post(reverse("described-train", args=[file.pk]))
    assert launched == [["train", "ours-moyenne_generale", "--dataset=Ours", "--who=admin"]]


def test_rows_that_belong_together_are_learned_from_together(file, people, launched):
    later = work.take(SimpleUploadedFile("more.csv", LATER), by=people.admin, grows=file.task.schema_version)
    work.store(later, work.growth_of(later).schema, adds_to=work.earlier_rows(later))
    training.start(later, by=people.admin)
    assert launched[-1][2:4] == ["--dataset=Ours", "--dataset=more"]


def test_a_name_that_begins_like_an_option_is_a_name_all_the_same(file, people, launched):
    file.dataset.name = "-marks"
    training.start(file, by=people.admin)
    parser = load_command_class("mlcore", "train").create_parser("manage.py", "train")
    assert "-marks" in parser.parse_args(launched[-1][1:]).dataset


def test_pressed_twice_it_begins_once(admin, file, launched):
    for _ in range(2):
        answer = admin.post(reverse("described-train", args=[file.pk]), follow=True)
    assert len(launched) == 1
    assert "It is being trained already." in words(answer)


def test_states_follow_the_run(file, people):
    assert training.state_of(file)[0] is State.NOT_ASKED
    training.start(file, by=people.admin)
    assert training.state_of(file)[0] is State.STARTING
    run = run_of(file)
    with being_trained(file.task):
        assert training.state_of(file) == (State.RUNNING, run)
    run.status = TrainingRun.Status.FINISHED
    run.save()
    assert training.state_of(file)[0] is State.NOT_LIVE


def test_a_training_that_began_elsewhere_is_waited_for(file, people):
    training.start(file, by=people.admin)
    with being_trained(file.task):
        assert training.state_of(file) == (State.RUNNING, None)


def test_a_training_whose_process_died_has_failed_and_may_begin_again(admin, file, people, launched):
    training.start(file, by=people.admin)
    run_of(file)
    said = words(admin.get(reverse("described", args=[file.pk])))
    assert "the process ended before the training" in said
    admin.post(reverse("described-train", args=[file.pk]))
    assert len(launched) == 2


def test_a_training_that_failed_says_why(admin, file, people):
    training.start(file, by=people.admin)
    run_of(file, status=TrainingRun.Status.FAILED, error="too few rows <b>")
    said = words(admin.get(reverse("described", args=[file.pk])))
    assert "too few rows" in said
    assert "Train again" in said


def test_a_process_that_never_began_is_told_with_the_command(admin, file):
    file.training_asked_at = timezone.now() - training.TIME_TO_START - timedelta(seconds=1)
    file.save()
    assert "manage.py train ours-moyenne_generale" in words(admin.get(reverse("described", args=[file.pk])))


def test_an_earlier_run_is_not_taken_for_this_one(file, people):
    run_of(file, started_at=timezone.now() - timedelta(days=1))
    training.start(file, by=people.admin)
    assert training.state_of(file)[0] is State.STARTING
