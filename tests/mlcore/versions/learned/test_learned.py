"""The rows that a training learned from come back as they were, under a newer schema too, or not at all."""

import pytest
from yearly import FIRST, GROWN, changed, rows_of, stored

from mlcore.datasets import keeping, schemas
from mlcore.datasets.together import together
from mlcore.models import Task, TrainingRun
from mlcore.pipeline.rows.storing import content_sha256
from mlcore.versions.learned import rows_of as learned_rows

pytestmark = pytest.mark.django_db


def run_on(dataset):
    return TrainingRun.objects.create(task=Task.objects.get(slug="final"), dataset=dataset)


@pytest.fixture
def dataset(db):
    return stored("2025", 20)


def test_rows_come_back_as_they_were_learned_from(dataset):
    assert content_sha256(learned_rows(run_on(dataset)), FIRST) == content_sha256(rows_of(FIRST, 20, 0), FIRST)


def test_the_rows_of_several_datasets_come_back_together(dataset):
    whole = together([dataset, stored("2026", 10, seed=1)], dataset.schema_version)
    assert len(learned_rows(run_on(whole))) == 30


def test_rows_are_asked_for_under_a_newer_version(dataset):
    newer = schemas.register(GROWN)
    assert content_sha256(learned_rows(run_on(dataset), newer), GROWN) == dataset.sha256


def test_a_version_that_contradicts_them_has_none(dataset):
    newer = schemas.register(changed("midterm", maximum=50))
    assert learned_rows(run_on(dataset), newer) is None


def test_deleted_rows_are_none(dataset):
    whole = together([dataset, stored("2026", 10, seed=1)], dataset.schema_version)
    runs = [run_on(dataset), run_on(whole)]
    keeping.delete(dataset, who="a test")
    assert [learned_rows(TrainingRun.objects.get(pk=run.pk)) for run in runs] == [None, None]
