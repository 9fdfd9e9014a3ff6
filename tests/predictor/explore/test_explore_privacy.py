"""What the exploration suppresses about few students, and that it cannot be found by subtraction."""

import re

import pytest
from explored_datasets import lopsided_dataset, small_dataset
from explored_pages import address, words


@pytest.fixture
def lopsided(db):
    return lopsided_dataset()


def test_small_groups_are_hidden_and_said_to_be(db, admin):
    response = admin.get(address(small_dataset(rows=20)), {"field": "race"})
    picture = response.context["page"].picture
    assert picture.hidden in words(response)
    assert picture.chart is None
    assert picture.hidden.endswith("with fewer than 10 students.")
    assert picture.hidden.startswith("Hidden: “")


def test_counts_of_few_students_are_suppressed(db, admin):
    text = words(admin.get(address(small_dataset(rows=20))))
    assert "fewer than 10" in text
    assert not re.search(r"(african american|asian|hispanic|white) 5 ", text)


def test_a_subgroup_of_few_students_shows_nothing_of_them(db, admin):
    response = admin.get(address(small_dataset(rows=20)), {"subgroup": "race:asian"})
    assert "Fewer than 10 students belong to this group." in words(response)
    assert 'role="img"' not in response.content.decode()


def figure(page, label):
    return next(figure for figure in page.single if figure.heading == label)


def test_a_number_that_subtraction_would_give_away_is_told_in_tens(lopsided, admin):
    page = admin.get(address(lopsided), {"field": "programme"}).context["page"]
    cells = {row[0]: row[1:] for row in figure(page, "School type").table.rows}
    assert cells == {"public": ("about 60", "–"), "private": ("fewer than 10", "–")}
    assert (
        "general: about 30; academic: about 30; vocational: fewer than 10."
        in figure(page, "Programme").chart.description
    )
    assert dict(page.picture.facts)["Students compared"] == "about 60"
    assert [row[1] for row in page.picture.table.rows] == ["about 30", "about 30"]


def test_no_text_of_the_page_tells_how_many_are_beside_a_hidden_group(lopsided, admin):
    for field in ("school_type", "programme", "math"):
        text = words(admin.get(address(lopsided), {"field": field}))
        assert not re.search(r"\b(57|27) students|students compared (57|27)|(public|academic): (57|27)", text, re.I)


def test_bars_beside_a_hidden_group_are_drawn_in_tens(lopsided, admin):
    drawn = figure(admin.get(address(lopsided)).context["page"], "Programme").chart.bars
    assert [bar.width for bar in drawn] == ["100.00%", "100.00%", ""]


def test_a_subgroup_of_all_but_a_few_shows_nothing_of_the_few(lopsided, admin):
    response = admin.get(address(lopsided), {"subgroup": "school_type:public"})
    assert "This group stands beside one of fewer than 10 students" in words(response)
    page = response.content.decode()
    assert 'role="img"' not in page
    assert 'value="school_type:public" selected disabled>School type: public (beside fewer than 10)' in page


@pytest.mark.parametrize(("choice", "hidden"), [("general", False), ("academic", True), ("vocational", True)])
def test_of_three_subgroups_two_are_hidden_where_one_is_small(lopsided, admin, choice, hidden):
    page = admin.get(address(lopsided), {"subgroup": f"programme:{choice}"}).context["page"]
    assert bool(page.hidden) == hidden


def test_the_table_of_a_histogram_suppresses_small_bins(lopsided, admin):
    rows = figure(admin.get(address(lopsided)).context["page"], "Reading test").table.rows
    bins = [row[1:] for row in rows if " to " in row[0]]
    assert set(bins) == {("fewer than 10", "–")}


def test_a_bin_that_subtraction_would_need_is_suppressed_as_well(exams, admin):
    rows = figure(admin.get(address(exams)).context["page"], "Maths score").table.rows
    hidden = [row for row in rows if row[1] == "fewer than 10"]
    assert len(hidden) > 1
    assert all(int(row[1]) > 9 for row in rows if row[1].isdigit() and " to " in row[0])


@pytest.mark.parametrize("rows", [1, 9])
def test_a_dataset_of_few_rows_says_that_they_are_too_few(db, admin, rows):
    assert "not enough rows" in words(admin.get(address(small_dataset(rows=rows))))
