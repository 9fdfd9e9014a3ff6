"""An exploration is computed once, and again where what was kept cannot be used."""

import json
from dataclasses import asdict

import pytest
from full_disk import room_for

from mlcore.datasets import explorations, schemas, storing
from mlcore.datasets import kept as keeping_files
from mlcore.models import DatasetContent


@pytest.fixture
def dataset(db):
    from factories import frame_for

    version = schemas.schema_version("exams")
    return storing.store_dataset(schema_version=version, frame=frame_for(version.schema, 60), name="rows")[0]


def kept(settings):
    return sorted((settings.DATA_DIR / "cache" / "explorations").iterdir())


def test_the_second_time_nothing_is_computed(dataset):
    first = explorations.exploration_of(dataset, "math_score")
    DatasetContent.objects.all().delete()  # without rows nothing could be computed
    dataset.refresh_from_db()
    assert explorations.exploration_of(dataset, "math_score") == first


def test_each_target_and_subgroup_is_kept_by_itself(dataset, settings):
    explorations.exploration_of(dataset, "math_score")
    explorations.exploration_of(dataset, "reading_score")
    some = explorations.exploration_of(dataset, "math_score", ("gender", "female"))
    assert some.summary.rows == 30
    assert len(kept(settings)) == 3


def test_other_rows_are_explored_anew(dataset, settings):
    from factories import frame_for

    version = dataset.schema_version
    other, _ = storing.store_dataset(schema_version=version, frame=frame_for(version.schema, 50), name="other")
    explorations.exploration_of(dataset, "math_score")
    assert explorations.exploration_of(other, "math_score").summary.rows == 50


@pytest.mark.parametrize("content", ["", "{", "\x00\xff", "{}", "[]"])
def test_a_broken_file_is_computed_again(dataset, settings, content):
    first = explorations.exploration_of(dataset, "math_score")
    kept(settings)[0].write_text(content, encoding="latin-1")
    assert explorations.exploration_of(dataset, "math_score") == first
    assert json.loads(kept(settings)[0].read_text()) == json.loads(json.dumps(asdict(first)))


def test_a_folder_that_cannot_be_written_costs_time_and_not_the_answer(dataset, settings):
    (settings.DATA_DIR / "cache").write_text("a file where the folder should be")
    assert explorations.exploration_of(dataset, "math_score").summary.rows == 60


@pytest.mark.parametrize("room", [1000, 10**9])
def test_what_cannot_be_kept_leaves_nothing_behind(dataset, settings, room):
    explorations.exploration_of(dataset, "math_score")
    (path,) = kept(settings)
    path.unlink()
    path.mkdir()
    with room_for(room):
        assert explorations.exploration_of(dataset, "math_score").summary.rows == 60
    assert kept(settings) == [path]


def test_the_oldest_are_forgotten_when_there_are_many(dataset, settings, monkeypatch):
    monkeypatch.setattr(keeping_files, "MOST_KEPT", 2)
    for target in ("math_score", "reading_score", "writing_score"):
        explorations.exploration_of(dataset, target)
    assert len(kept(settings)) == 2
