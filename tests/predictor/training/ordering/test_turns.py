"""Trainings of one task wait for each other, and for one at the command line."""

import pytest
from large_files import a_worker_is_there

from mlcore.models import Dataset, TrainingRun
from predictor.jobs import reads, work
from predictor.jobs.kinds import Lane
from predictor.jobs.worker import queue
from predictor.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(people, math):
    return lambda task="math", **order: work.ask("train", {"task": task} | order, asked_by=people.admin)


@pytest.fixture
def said(people):
    def statement(job):
        with a_worker_is_there():
            return reads.shown(job, people.admin).statement

    return statement


def test_the_second_of_a_task_is_taken_when_the_first_has_ended(ask):
    first, second = ask(), ask(seed=7)
    assert [queue.take(Lane), queue.take(Lane)] == [first, None]
    queue.give_up(Job.objects.get(pk=first.pk), {"kind": "killed", "signal": 9}, again=False)
    assert queue.take(Lane) == second


def test_the_first_keeps_its_turn_where_it_has_to_begin_anew(ask):
    first, _ = ask(), ask(seed=7)
    queue.give_up(queue.take(Lane), {"kind": "killed", "signal": 9}, again=True)
    assert queue.take(Lane) == first


def test_those_of_other_tasks_are_not_waited_for(ask):
    jobs = [ask(), ask(seed=7), ask("reading"), ask("gone")]
    assert [queue.take(Lane) for _ in jobs] == [jobs[0], jobs[2], jobs[3], None]


def test_one_that_runs_is_waited_for_though_it_was_asked_for_later(ask):
    first, second = ask(), ask(seed=7)
    Job.objects.filter(pk=first.pk).update(id=second.pk + 1)
    assert [queue.take(Lane), queue.take(Lane)] == [second, None]


def test_the_command_line_is_waited_for_and_nothing_begins_meanwhile(ask, at_the_command_line):
    job = ask()
    assert queue.take(Lane) is None
    with at_the_command_line.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    assert queue.take(Lane) == job


def test_a_job_says_whose_training_it_waits_for_and_how_many_are_before_it(ask, said):
    first, second, third = ask(), ask(seed=7), ask(seed=8)
    queue.take(Lane)
    waits = f"It waits for the training that admin asked for at {first.asked_at:%H:%M}"
    assert said(second) == f"{waits} and is next after it."
    assert said(third) == f"{waits}; 1 more is before it."


def test_a_job_says_who_trains_at_the_command_line(ask, said, math, at_the_command_line):
    run = TrainingRun.objects.create(task=math, dataset=Dataset.objects.get(), who="root")
    assert said(ask()).startswith(f"It waits for the training that root began at {run.started_at:%H:%M}")


def test_a_job_waits_for_an_attempt_that_the_database_has_not_missed_yet(ask, said, at_the_command_line):
    assert said(ask()) == "It waits for a training that is just ending and is next after it."


def test_one_that_waits_for_its_turn_is_cancelled_and_the_next_moves_up(ask):
    first, second, third = ask(), ask(seed=7), ask(seed=8)
    queue.take(Lane)
    assert work.cancel(second).state == "cancelled"
    queue.give_up(Job.objects.get(pk=first.pk), {}, again=False)
    assert queue.take(Lane) == third
