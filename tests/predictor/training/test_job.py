"""A training as a job, for real on few rows."""

import pytest
from noisy_rows import noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import ModelVersion, Task, TrainingRun
from mlcore.pipeline.exceptions import DataError
from mlcore.words.said import said_of
from predictor.jobs import work
from predictor.jobs.kinds import KINDS, Lane
from predictor.jobs.run import Run
from predictor.jobs.words import failure
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Job
from predictor.training import recorded
from predictor.training.ordering.order import Order

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def dataset(db):
    row = schemas.schema_version("exams")
    return storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")[0]


@pytest.fixture
def taken(dataset, people):
    work.ask("train", {"task": "math", "datasets": [dataset.pk], "candidates": ["linear"]}, asked_by=people.admin)
    return queue.take(Lane)


def test_a_training_ends_with_a_version_and_who_asked_for_it(taken, people):
    attempt(Run(taken))
    job, run = Job.objects.get(), TrainingRun.objects.get()
    assert (job.state, job.result["version"], job.result["live"]) == ("done", ModelVersion.objects.get().pk, True)
    assert (run.job, run.who, run.status) == (job.pk, people.admin.username, "finished")
    assert KINDS["train"].work.outcome(job).sentence == "Version 1 is live now."


def test_a_training_tells_how_far_it_is_in_words(taken, monkeypatch):
    told = []
    monkeypatch.setattr(Run, "_write", lambda run, percent: told.append(percent))
    attempt(Run(taken))
    job = Job.objects.get()
    said = [KINDS["train"].work.line(fact) for fact in job.lines]
    assert said[:2] == ["It learns from 90 rows: those whose result is known.", "1 of 1: Linear regression done"]
    assert told == sorted(told)
    assert all(said)


def test_a_training_whose_job_was_taken_meanwhile_stores_nothing(taken):
    Job.objects.update(state="queued", token=None)
    queue.take(Lane)
    attempt(Run(taken))
    assert not ModelVersion.objects.exists()
    assert not TrainingRun.objects.filter(status="finished").exists()


def test_recorded_results_are_a_part_of_what_is_learned_from(enter, reach, dataset, people):
    enter()
    reach()
    order = Order(task="math", datasets=[dataset.pk], candidates=["linear"], outcomes=True)
    work.ask("train", order.arguments(), asked_by=people.admin)
    attempt(Run(queue.take(Lane)))
    assert Job.objects.get().state == "done"
    learned_from = TrainingRun.objects.latest("pk").dataset
    assert [part.part.rows for part in learned_from.parts.all()] == [90, 1]


def alone(people):
    work.ask("train", Order(task="math", datasets=[], outcomes=True).arguments(), asked_by=people.admin)
    attempt(Run(queue.take(Lane)))
    return said_of(Job.objects.get().error["said"])


def test_recorded_results_are_learned_from_alone_where_no_dataset_was_chosen(enter, reach, dataset, people):
    enter()
    reach()
    assert "1 of 1 rows have a Maths score; at least 30 are needed" in alone(people)


def test_without_any_there_is_nothing_to_learn_from_alone(dataset, people):
    assert "Choose a dataset as well" in alone(people)


def test_where_the_command_line_was_quicker_it_goes_back_into_the_queue(taken, at_the_command_line):
    attempt(Run(taken))
    job = Job.objects.get()
    assert (job.state, job.attempts, job.error, job.lines) == ("queued", 0, {}, [])
    assert not TrainingRun.objects.filter(job=taken.pk).exists()


def test_recorded_results_that_cannot_be_stored_are_a_refusal(dataset, people, monkeypatch):
    def store(task):
        raise DataError("The stored rows are damaged.")

    monkeypatch.setattr(recorded, "store", store)
    order = Order(task="math", datasets=[dataset.pk], outcomes=True)
    work.ask("train", order.arguments(), asked_by=people.admin)
    attempt(Run(queue.take(Lane)))
    assert failure(Job.objects.get().error) == "The stored rows are damaged."


def test_rows_that_are_gone_are_a_refusal(taken, dataset):
    dataset.delete()
    attempt(Run(taken))
    assert Job.objects.get().error["kind"] == "refused"


def test_what_a_killed_training_left_running_is_closed(taken, dataset):
    run = TrainingRun.objects.create(task=Task.objects.get(slug="math"), dataset=dataset, job=taken.pk)
    queue.give_up(taken, {"kind": "killed", "signal": 9}, again=True)
    run.refresh_from_db()
    assert (run.status, run.error) == ("failed", "the process ended before the training")


@pytest.mark.parametrize("policies", [True, False])
def test_what_leaving_fields_out_costs_is_a_job_after_it_where_asked_for(policies, dataset, people):
    order = Order(task="math", datasets=[dataset.pk], candidates=["linear"], policies=policies)
    work.ask("train", order.arguments(), asked_by=people.admin)
    attempt(Run(queue.take(Lane)))
    found = list(Job.objects.filter(kind="policies").values_list("arguments", "asked_by"))
    arguments = {"version": ModelVersion.objects.latest("pk").pk, "combinations": []}
    assert found == ([(arguments, people.admin.pk)] if policies else [])


def test_a_training_that_is_not_stored_asks_for_nothing_more(taken, dataset):
    Job.objects.update(arguments=taken.arguments | {"policies": True})
    dataset.delete()
    attempt(Run(taken))
    assert not Job.objects.filter(kind="policies").exists()
