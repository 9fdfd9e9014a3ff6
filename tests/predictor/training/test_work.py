"""Asking for a training: once, and of each task one after the other."""

import pytest

from mlcore.models import Dataset
from predictor.jobs import work as jobs
from predictor.models import Job
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
def test_another_order_for_the_task_is_a_job_of_its_own(order, people, changes):
    jobs = [work.ask(order, by=people.admin), work.ask(Order(**order.arguments() | changes), by=people.admin)]
    assert [job.state for job in jobs] == ["queued", "queued"]
    assert Job.objects.count() == 2


def test_so_is_the_order_of_another_person(order, people):
    assert work.ask(order, by=people.admin) != work.ask(order, by=people.owner)


def test_the_same_order_is_found_behind_others(order, people):
    second = Order(**order.arguments() | {"seed": 7})
    jobs = [work.ask(one, by=people.admin) for one in (order, second, order)]
    assert jobs[0] == jobs[2]


def test_once_it_has_ended_it_may_be_asked_for_again(order, people):
    jobs.cancel(work.ask(order, by=people.admin))
    assert work.ask(order, by=people.admin).state == "queued"
