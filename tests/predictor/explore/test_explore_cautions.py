"""What in the rows can mislead stands once above their exploration, and costs a view nothing."""

import pytest
from explored_pages import address, words
from factories import frame_for

from mlcore.datasets import cautions, schemas, storing

HEADING = "Before anybody learns from these rows"


@pytest.fixture
def copied(db):
    """The science test is a copy of the one that a question asks for."""
    version = schemas.schema_version("hsb2")
    frame = frame_for(version.schema, 120)
    frame["science"] = frame["math"]
    return storing.store_dataset(schema_version=version, frame=frame, name="copied")[0]


def test_the_page_says_once_what_can_mislead(copied, admin):
    text = words(admin.get(address(copied)))
    assert HEADING in text
    assert text.count("“Science test” alone gives “Mathematics test”") == 1


def test_sound_rows_need_no_word_of_it(exams, admin):
    assert HEADING not in words(admin.get(address(exams)))


def test_another_choice_does_not_say_it_again(copied, admin):
    assert HEADING not in admin.get(address(copied), headers={"HX-Request": "true"}).text


def test_of_a_large_file_the_page_says_which_rows_were_looked_at(copied, admin, monkeypatch):
    monkeypatch.setattr(cautions, "MOST_LOOKED_AT", 110)
    assert "What was found in the first 110 rows:" in words(admin.get(address(copied)))


def test_a_view_costs_no_query_more_and_reads_no_rows(copied, admin, django_assert_num_queries):
    admin.get(address(copied))
    with django_assert_num_queries(5) as seen:
        admin.get(address(copied))
    assert not any("mlcore_datasetcontent" in query["sql"] for query in seen.captured_queries)
