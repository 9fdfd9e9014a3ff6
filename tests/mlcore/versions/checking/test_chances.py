"""Rows count as new where the version did not learn from them, also under a newer schema; what was stored is told."""

import pytest
from factories import new_version
from told_ranges import tells
from yearly import FIRST, GROWN, changed, rows_of, stored

from mlcore.models import ModelVersion, Task
from mlcore.versions.checking.chances import NotChecked, on_rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(db):
    """Of 60 rows of the first year."""
    stored("2025")
    return tells(new_version(Task.objects.get(slug="final")))


def newer(schema, count=80):
    """The task now asks about another version of the schema; rows of then and of now."""
    dataset = stored("2026", count, schema=schema, seed=5)
    Task.objects.filter(slug="final").update(schema_version=dataset.schema_version)
    return dataset


def read_again(version):
    return ModelVersion.objects.select_related("task__schema_version", "schema_version").get(pk=version.pk)


def test_rows_that_were_carried_into_a_newer_schema_are_known_again(version):
    dataset = newer(GROWN)
    found = on_rows_of(read_again(version), [version.run.dataset, dataset])
    assert (found.kind, found.rows, found.learned) == ("served", 80, 60)


def test_a_schema_that_contradicts_the_version_is_named_with_the_remedy(version):
    dataset = newer(changed("midterm", maximum=50.0, minimum=0.0), 0)
    with pytest.raises(NotChecked, match=r"learned under yearly .*, which yearly .* contradicts. Train the task again"):
        on_rows_of(read_again(version), [dataset])


def test_rows_whose_result_is_not_known_are_not_counted(version):
    frame = rows_of(FIRST, 120, 7)
    frame.loc[:59, "final"] = None
    dataset = stored("half", frame=frame)
    assert on_rows_of(version, [dataset]).rows == 60


def test_results_that_are_all_the_same_check_nothing(version):
    frame = rows_of(FIRST, 120, 7)
    frame["final"] = 50.0
    with pytest.raises(NotChecked, match="all 120 results are the same: name more datasets"):
        on_rows_of(version, [stored("even", frame=frame)])
