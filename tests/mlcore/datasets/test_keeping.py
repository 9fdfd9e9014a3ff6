"""Datasets are archived, brought back, deleted, joined and parted; what a model learned from stays known."""

import pytest
from django.db import IntegrityError
from yearly import GROWN, changed, stored

from mlcore.datasets import explorations, keeping, storing
from mlcore.datasets.together import together
from mlcore.models import Dataset, DatasetContent
from mlcore.pipeline.exceptions import DataError

pytestmark = pytest.mark.django_db


@pytest.fixture
def years(db):
    return [stored("2025", 60), stored("2026", 40, seed=1)]


def names(rows):
    return sorted(rows.values_list("name", flat=True))


def test_what_is_archived_is_not_offered_until_it_is_brought_back(years):
    keeping.archive(years[0], who="the head")
    years[0].refresh_from_db()
    assert (names(Dataset.objects.offered()), years[0].archived_by) == (["2026"], "the head")
    assert storing.frame_of(years[0]).shape[0] == 60
    keeping.bring_back(years[0])
    assert names(Dataset.objects.offered()) == ["2025", "2026"]


def test_what_was_made_of_the_archived_is_not_offered_either(years):
    together(years, years[0].schema_version)
    keeping.archive(years[0], who="the head")
    assert names(Dataset.objects.offered()) == ["2026"]


def test_deleted_rows_are_gone_and_what_is_known_of_them_stays(years):
    whole = together(years, years[0].schema_version)
    keeping.delete(years[0], who="the head")
    assert set(DatasetContent.objects.values_list("dataset__name", flat=True)) == {"2026"}
    for dataset in (years[0], whole):
        kept = Dataset.objects.get(pk=dataset.pk)
        assert (kept.sha256, kept.rows, kept.deleted_by) == (dataset.sha256, dataset.rows, "the head")
        with pytest.raises(DataError, match="were deleted"):
            storing.frame_of(kept)


def test_pictures_of_deleted_rows_are_gone_even_where_the_process_ends_right_after(years, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    explorations.exploration_of(years[0], "final")
    keeping.delete(years[0], who="the head")  # what waits for the commit of this test never happens
    assert not list(tmp_path.rglob("*.json"))


def test_deleted_rows_can_be_imported_again_under_the_same_name(years):
    keeping.delete(years[0], who="the head")
    again = stored("2025", 60)
    assert (again.pk != years[0].pk, again.sha256) == (True, years[0].sha256)
    assert names(Dataset.objects.present()) == ["2025", "2026"]


def test_a_name_is_given_once(years):
    with pytest.raises(IntegrityError):
        stored("2025", 10, seed=7)


def test_what_is_added_moves_with_what_it_was_added_to(years):
    third = stored("2027", 30, seed=2)
    keeping.join(third, years[1])
    assert keeping.join(years[1], years[0]) == years[0]
    assert names(years[0].added) == ["2026", "2027"]
    keeping.part(third)
    assert names(years[0].added) == ["2026"]


@pytest.mark.parametrize("places", [(0, 0), (0, 1)])
def test_nothing_is_added_to_itself(years, places):
    keeping.join(years[1], years[0])
    one, other = (years[place] for place in places)
    with pytest.raises(keeping.NotKept, match="cannot be added to"):
        keeping.join(one, other)


def test_the_name_of_several_together_is_not_added_to(years):
    whole = together(years, years[0].schema_version)
    with pytest.raises(keeping.NotKept, match="was made of '2025' and '2026'; name one of these"):
        keeping.join(stored("2027", 30, seed=2), whole)


def test_years_that_grew_are_joined_and_those_that_contradict_are_not(years):
    keeping.join(stored("2027", 30, schema=GROWN, seed=2), years[0])
    third = changed("track", GROWN, choices=("a", "b"))
    with pytest.raises(keeping.DoNotFit, match="Track: no longer allows c"):
        keeping.join(stored("2028", 30, schema=third, seed=3), Dataset.objects.get(name="2027"))


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda dataset: keeping.part(dataset), "was not added to another"),
        (lambda dataset: keeping.bring_back(dataset), "is not archived"),
        (lambda dataset: [keeping.archive(dataset, who="") for _ in range(2)], "is archived already"),
        (lambda dataset: [keeping.delete(dataset, who="") for _ in range(2)], "rows of '2025' were deleted"),
    ],
)
def test_what_is_done_already_is_said(years, act, message):
    with pytest.raises(keeping.NotKept, match=message):
        act(years[0])
