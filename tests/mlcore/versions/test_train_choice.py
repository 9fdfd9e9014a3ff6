"""Which tasks `manage.py train` trains, on which rows, and what it says of those it could not train."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from factories import live_task
from noisy_rows import QUICK, noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import Task, TrainingRun
from mlcore.pipeline.exceptions import TrainingError
from mlcore.versions import live, retraining

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def store(db):
    """Stores rows of the schema 'exams' after a change."""
    row = schemas.schema_version("exams")

    def store(name, change=lambda frame: frame):
        return storing.store_dataset(schema_version=row, frame=change(noisy_frame(row.schema)), name=name)[0]

    return store


@pytest.fixture
def outgrown(store):
    """A dataset whose schema has a newer version that contradicts it."""
    dataset = store("last year")
    first, *others = dataset.schema_version.schema.fields
    fields = (replace(first, choices=("x", *first.choices[1:])), *others)
    schemas.register(replace(dataset.schema_version.schema, version=3, fields=fields))
    return dataset


def test_rows_of_an_older_schema_version_are_not_picked(outgrown):
    with pytest.raises(CommandError, match=r"no dataset to take for task math.*contradicts: Gender: no longer"):
        call_command("train", "math", candidates=QUICK)


def test_rows_of_an_older_schema_version_are_refused_by_name(outgrown):
    with pytest.raises(
        CommandError, match=r"last year \(90 rows\), which follows exams \(version 2\).*import_dataset FILE"
    ):
        call_command("train", "math", dataset="last year", candidates=QUICK)


def test_no_model_learns_from_rows_of_another_schema_version(outgrown):
    with pytest.raises(
        TrainingError,
        match=r"exams \(version 3\) and cannot learn from dataset 'last year', which follows exams \(version 2\)",
    ):
        list(
            retraining.retrain(
                Task.objects.get(slug="math"), outgrown, candidates=QUICK, asked=retraining.Asked(who="a test")
            )
        )
    assert not TrainingRun.objects.exists()


def test_without_a_task_only_those_with_rows_of_their_schema_version_are_trained(outgrown):
    with pytest.raises(CommandError, match="nothing to train on"):
        call_command("train", candidates=QUICK)


def test_a_task_that_is_named_twice_is_trained_once(store):
    store("rows")
    call_command("train", "math", "math", candidates=["linear"])
    assert TrainingRun.objects.count() == 1


def test_a_task_that_fails_does_not_hold_up_the_next(store):
    store("rows", lambda frame: frame.assign(math_score=50.0))
    with pytest.raises(CommandError, match="nothing to learn; no model serves math yet") as refusal:
        call_command("train", "math", "reading", candidates=["linear"])
    assert live.live(Task.objects.get(slug="reading")).version.number == 1
    assert "reading" not in str(refusal.value)


def test_every_task_that_failed_is_named_at_the_end(store):
    store("rows", lambda frame: frame.assign(math_score=50.0, reading_score=50.0))
    with pytest.raises(CommandError, match=r"no model serves math yet\n.*no model serves reading yet"):
        call_command("train", "math", "reading", candidates=["linear"])


def test_a_newest_dataset_with_too_few_rows_leaves_the_live_model(store):
    live_task()
    store("try", lambda frame: frame.head(1))
    with pytest.raises(CommandError, match="1 of 1 rows have a .* at least 30 are needed.*version 1 still serves"):
        call_command("train", "math", candidates=["linear"])
    assert live.live(Task.objects.get(slug="math")).version.number == 1


def test_a_run_and_the_card_of_its_model_remember_who_trained(store, client, people):
    dataset = store("rows")
    list(
        retraining.retrain(
            Task.objects.get(slug="math"), dataset, candidates=["linear"], asked=retraining.Asked(who="head of school")
        )
    )
    run = TrainingRun.objects.get()
    assert run.who == "head of school"
    client.force_login(people.owner)
    assert (
        "by head of school" in client.get(f"/models/version/{run.model_version.pk}/").text.split("When it was live")[0]
    )
