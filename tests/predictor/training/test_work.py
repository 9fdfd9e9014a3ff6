"""Asking for a training: once, and one of each task at a time."""

import pytest

from mlcore.models import Dataset, TrainingRun
from predictor.jobs import work as jobs
from predictor.models import Job
from predictor.problems import TrainingUnderway
from predictor.training import work
from predictor.training.ordering.order import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(math):
    return Order(task="math", datasets=[Dataset.objects.get().pk], candidates=["tree", "linear"])


def test_it_is_a_job_of_who_asked_with_the_order_as_arguments(order, people):
    job = work.ask(order, by=people.admin)
    assert (job.kind, job.asked_by, job.arguments["candidates"]) == ("train", people.admin, ["linear", "tree"])
    assert Order(**job.arguments).task == "math"


def test_the_same_order_of_the_same_person_is_the_same_job(order, people):
    assert work.ask(order, by=people.admin) == work.ask(order, by=people.admin)
    assert Job.objects.count() == 1


@pytest.mark.parametrize("changes", [{"seed": 7}, {"outcomes": True}, {"candidates": []}])
def test_another_order_for_the_task_is_told_who_asked_and_when(order, people, changes):
    first = work.ask(order, by=people.admin)
    with pytest.raises(TrainingUnderway, match=rf"admin asked for it at {first.asked_at:%H:%M}"):
        work.ask(Order(**order.arguments() | changes), by=people.admin)
    assert Job.objects.count() == 1


def test_the_order_of_another_person_is_told_so_too(order, people):
    first = work.ask(order, by=people.admin)
    with pytest.raises(TrainingUnderway) as refusal:
        work.ask(order, by=people.owner)
    assert refusal.value.job == first.pk


def test_what_began_at_the_command_line_is_waited_for(order, people, math, monkeypatch):
    monkeypatch.setattr("mlcore.versions.retraining.is_going_on", lambda task: True)
    TrainingRun.objects.create(task=math, dataset=Dataset.objects.get(), who="root")
    with pytest.raises(TrainingUnderway, match="root asked for it"):
        work.ask(order, by=people.admin)


def test_once_it_has_ended_it_may_be_asked_for_again(order, people):
    jobs.cancel(work.ask(order, by=people.admin))
    assert work.ask(order, by=people.admin).state == "queued"
