"""Several datasets become one that knows what it was made of, and nothing is stored twice or halfway."""

import pytest
from yearly import FIRST, GROWN, changed, rows_of, stored

from mlcore.datasets import keeping, schemas, storing
from mlcore.datasets.together import parts_of, together
from mlcore.models import Dataset, DatasetContent
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.rows.storing import content_sha256

pytestmark = pytest.mark.django_db


@pytest.fixture
def years(db):
    return [stored("2025", 60), stored("2026", 40, seed=1)]


def test_the_whole_has_the_rows_of_all_in_the_order_of_their_import(years):
    whole = together(years[::-1], years[0].schema_version)
    assert (whole.name, whole.rows, parts_of(whole)) == ("2025 + 2026", 100, years)
    frame = storing.frame_of(whole)
    assert frame.head(60).equals(storing.frame_of(years[0]))
    assert whole.sha256 == content_sha256(frame, FIRST)


def test_one_dataset_is_itself(years):
    assert together(years[:1], years[0].schema_version) == years[0]
    assert Dataset.objects.count() == 2


def test_the_same_datasets_again_are_the_same_whole(years):
    first = together(years, years[0].schema_version)
    assert together([first, years[1]], years[0].schema_version) == first
    assert DatasetContent.objects.count() == 3


def test_repeats_are_counted_and_left_out(years):
    more = stored("more", frame=rows_of(FIRST, 60, 0).tail(5))
    whole = together([years[0], more], years[0].schema_version, leave_out=None)
    # All of it stood there before: what is learned from is what was stored.
    assert whole == years[0]
    whole = together([*years, more], years[0].schema_version, leave_out=False)
    assert (whole.rows, whole.parts.last().repeats, whole.parts.last().left_out) == (105, 5, 0)


def test_rows_of_an_older_version_are_carried_over(years):
    newer = stored("2027", 30, schema=GROWN, seed=2)
    whole = together([*years, newer], newer.schema_version)
    assert (whole.rows, whole.schema_version) == (130, newer.schema_version)
    alone = together(years[:1], newer.schema_version)
    assert (alone.name, alone.sha256, alone != years[0]) == ("2025 (yearly (version 2))", years[0].sha256, True)


def test_where_rows_come_from_is_said_only_where_it_is_known_of_all(db):
    one = stored("one", source="School", licence="ours", is_demo=True)
    two = stored("two", seed=1, source="School", licence="")
    whole = together([one, two], one.schema_version)
    assert (whole.source, whole.licence, whole.is_demo) == ("School", "", True)


def test_names_stay_short_and_apart(years):
    third = stored("z" * 95, 20, seed=3)
    whole = together([*years, third], years[0].schema_version)
    assert whole.name == "2025 + 2 more"
    other = together([*years, stored("y" * 95, 20, seed=4)], years[0].schema_version)
    assert other.name == "2025 + 2 more (2)"


def test_deleted_rows_are_refused_and_nothing_is_stored(years):
    keeping.delete(years[1], who="a test")
    with pytest.raises(DataError, match="rows of dataset '2026' were deleted"):
        together(years, years[0].schema_version)
    assert Dataset.objects.count() == 2


def test_a_version_that_is_registered_without_rows_can_take_older_ones(years):
    newest = schemas.register(changed("track", GROWN, choices=("a", "b", "c", "d")))
    assert together(years, newest).schema_version == newest
