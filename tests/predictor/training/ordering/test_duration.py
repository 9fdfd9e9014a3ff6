"""How long a training takes, from those before: about, or not known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mlcore.models import Dataset, Task, TrainingRun
from predictor.training.ordering import duration
from predictor.training.words import about

pytestmark = pytest.mark.django_db


@pytest.fixture
def trained(math):
    """Trainings that took so many seconds."""
    shape = Dataset.objects.get()

    def make(rows, seconds, candidates=(), **changes):
        now = timezone.now()
        dataset = Dataset.objects.create(
            name=f"{rows}", schema_version=shape.schema_version, rows=rows, sha256=f"{rows}"
        )
        times = {"started_at": now - timedelta(seconds=seconds), "ended_at": now}
        about = {"task": math, "dataset": dataset, "status": "finished", "options": {"candidates": list(candidates)}}
        return TrainingRun.objects.create(**about | times | changes)

    return make


def test_it_goes_with_the_rows_of_the_nearest_training(math, trained):
    trained(1_000, 30)
    trained(10_000, 80)
    assert duration.estimate(math, 2_000, ()).seconds == pytest.approx(60)
    assert duration.estimate(math, 8_000, ()).seconds == pytest.approx(64)


def test_other_candidates_tell_nothing(math, trained):
    trained(1_000, 30, ["linear"])
    assert duration.estimate(math, 1_000, ["linear"]).seconds == pytest.approx(30)
    assert duration.estimate(math, 1_000, ["linear", "tree"]) is None


def test_neither_does_a_training_on_far_fewer_rows_or_one_that_failed(math, trained):
    trained(1_000, 30)
    trained(100_000, 1, status="failed")
    assert duration.estimate(math, 100_000, ()) is None


def test_of_a_task_that_was_never_trained_others_tell_by_rows_and_inputs(math, trained):
    trained(1_000, 30)
    first = Task.objects.exclude(pk=math.pk).first()
    inputs = len(first.question.inputs) / len(math.question.inputs)
    found = duration.estimate(first, 2_000, ())
    assert (found.seconds, found.of_another) == (pytest.approx(60 * inputs), True)


def test_its_own_trainings_tell_more_than_others(math, trained):
    other = Task.objects.exclude(pk=math.pk).first()
    trained(1_000, 30)
    trained(1_001, 90, task=other)
    assert duration.estimate(math, 1_000, ()) == duration.Estimate(pytest.approx(30))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "not known yet"),
        (2, "about 10 seconds"),
        (58, "about 60 seconds"),
        (61, "about 1 minute"),
        (3 * 3600, "about 3 hours"),
    ],
)
def test_it_is_said_no_more_exactly_than_it_is_known(seconds, said):
    assert about(None if seconds is None else duration.Estimate(seconds)) == said
