"""`manage.py train` with the results that the page and the API take as well."""

import pytest
from django.core.management import call_command
from noisy_rows import noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import Task, TrainingRun
from predictor.training import recorded

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def noisy(math):
    row = schemas.schema_version("exams")
    return storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")[0]


def train(noisy, **options):
    call_command("train", "math", dataset=[noisy.name], candidates=["linear"], **options)


def test_recorded_results_are_learned_from_where_they_are_asked_for(noisy, enter, reach, capsys):
    enter()
    reach()
    train(noisy, recorded=True)
    parts = [part.part for part in TrainingRun.objects.first().dataset.parts.all()]
    assert parts == [noisy, recorded.store(Task.objects.get(slug="math"))]
    assert "With 1 row of results that were recorded here" in capsys.readouterr().out


def test_without_the_option_they_are_left(noisy, enter, reach):
    enter()
    reach()
    train(noisy)
    assert TrainingRun.objects.first().dataset == noisy


def test_a_scheduled_training_sees_whether_another_result_was_recorded(noisy, enter, reach, capsys):
    train(noisy, recorded=True)
    train(noisy, recorded=True, scheduled=True)
    assert "nothing new" in capsys.readouterr().out
    enter()
    reach()
    train(noisy, recorded=True, scheduled=True)
    assert "With 1 row" in capsys.readouterr().out
