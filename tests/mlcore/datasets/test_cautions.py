"""What in a dataset can mislead is found once, and again where its rows are others."""

import pytest
from django.core.management import call_command
from factories import frame_for

from mlcore.datasets import cautions, keeping, schemas, storing
from mlcore.datasets.together import together
from mlcore.models import Dataset, DatasetContent

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset():
    """Of 60 rows, with a copy of the result among the inputs."""
    return stored("rows", 60)


def stored(name, rows):
    version = schemas.schema_version("exams")
    frame = frame_for(version.schema, rows)
    frame["writing_score"] = frame["math_score"]
    return storing.store_dataset(schema_version=version, frame=frame, name=name)[0]


def kinds(dataset):
    return {caution.kind for caution in cautions.cautions_of(dataset)}


def test_the_second_time_nothing_is_computed(dataset):
    first = cautions.cautions_of(dataset)
    DatasetContent.objects.all().delete()  # without rows nothing could be found
    assert cautions.cautions_of(Dataset.objects.get()) == first
    assert "equals" in {caution.kind for caution in first}


def test_an_import_finds_them_for_whoever_looks_later(dataset, tmp_path, capsys):
    path = tmp_path / "exams.csv"
    schema = dataset.schema_version.schema
    frame_for(schema, 45).to_csv(path, index=False)
    call_command("import_dataset", str(path), schema="exams", name="imported")
    assert "Caution: " in capsys.readouterr().out
    DatasetContent.objects.all().delete()
    assert "few rows" in kinds(Dataset.objects.get(name="imported"))


def test_a_dataset_that_was_completed_is_looked_at_anew(dataset):
    more = stored("more", 55)
    assert "few rows" in kinds(dataset)
    whole = together([dataset, more], dataset.schema_version, leave_out=False)
    assert cautions.cautions_of(whole) != cautions.cautions_of(dataset)
    assert "few rows" not in kinds(whole)


def test_nothing_of_deleted_rows_stays_in_a_file(dataset, settings, django_capture_on_commit_callbacks):
    cautions.cautions_of(dataset)
    with django_capture_on_commit_callbacks(execute=True):
        keeping.delete(dataset, who="the head")
    assert not list((settings.DATA_DIR / "cache" / "explorations").iterdir())


def test_of_very_many_rows_it_says_which_were_looked_at(dataset, monkeypatch):
    monkeypatch.setattr(cautions, "MOST_LOOKED_AT", 40)
    assert cautions.told(dataset)[0].startswith("Caution in the first 40 rows: ")
    assert cautions.looked_at(dataset) == "in the first 40 rows"
