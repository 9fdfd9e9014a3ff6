"""Schemas are registered once, and history cannot be rewritten."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from mlcore.datasets import schemas
from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.exceptions import SchemaError

pytestmark = pytest.mark.django_db


def test_a_shipped_schema_brings_its_tasks():
    row = schemas.schema_version("exams")
    assert list(Task.objects.values_list("slug", flat=True)) == ["math", "reading", "writing", "math-early"]
    assert row.schema.field("lunch").choices == ("standard", "free/reduced")


def test_the_same_schema_twice_is_one_row():
    assert schemas.schema_version("exams") == schemas.schema_version("exams")
    assert SchemaVersion.objects.count() == 1


def test_changed_content_needs_a_new_version():
    schema = schemas.schema_version("exams").schema
    with pytest.raises(SchemaError, match="raise the version in the file to 3"):
        schemas.register(replace(schema, label="Other"))


def test_a_new_version_takes_over_its_tasks():
    schema = schemas.schema_version("exams").schema
    newer = schemas.register(replace(schema, version=3))
    assert Task.objects.get(slug="math").schema_version == newer
    schemas.register(schema)
    assert Task.objects.get(slug="math").schema_version == newer


def test_a_task_of_another_schema_is_not_taken():
    schema = schemas.schema_version("exams").schema
    with pytest.raises(SchemaError, match="already belongs to the schema exams"):
        schemas.register(replace(schema, name="other"))
    assert not SchemaVersion.objects.filter(name="other").exists()


def test_an_unknown_schema_names_the_known_ones():
    with pytest.raises(SchemaError, match="exams, hsb2"):
        schemas.schema_version("nonsense")


def test_the_database_refuses_to_change_a_schema_version():
    row = schemas.schema_version("exams")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        SchemaVersion.objects.filter(pk=row.pk).update(content={})
