import pytest
import year_schema
from causal_words import causal_words
from rehearsed_facts import around, at_point, beside, rehearsed

from mlcore.words.rehearsed import beside as words
from mlcore.words.rehearsed import tables

SCHEMA = year_schema.schema()
TARGET = SCHEMA.field("final")


def said(one):
    return words.sentence(at_point(), one, TARGET, SCHEMA)


def test_predictions_that_lie_nearer():
    assert said(beside()) == (
        "After the second test: for 120 students predictions were 1.5 points off on average, the last mark again "
        "(second test) 2.0 points. Predictions lay nearer, by 0.5 points (95 %: 0.3 to 0.7)."
    )


@pytest.mark.parametrize(("gap", "told"), [(0.5, "Predictions lay further off, by 0.5"), (0.1, "cannot be told")])
def test_predictions_that_do_not(gap, told):
    assert told in said(beside(gap=gap))


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (beside(fields=()), "the mean of earlier results"),
        (beside(fields=("gone",)), "the last mark again (gone)"),
        (beside("teachers", ("foretold",)), "teachers' forecasts"),
    ],
)
def test_what_predictions_are_set_beside(one, name):
    assert words.other(one, SCHEMA) == name


@pytest.mark.parametrize(("rows", "told"), [(0, ""), (4, "A few of them"), (40, "40 of them had no mark yet")])
def test_rows_without_a_mark_are_told_without_a_small_number(rows, told):
    assert told in said(beside(stood_in=rows))
    assert ("stands for these" in said(beside(stood_in=rows))) == bool(rows)


def test_the_last_point_leads_and_all_others_follow():
    first, last = at_point(year_schema.POINTS[1]), at_point(beside=(beside(), beside("teachers", ("foretold",))))
    found = rehearsed(first, last)
    assert words.leading(found, SCHEMA).startswith("After the second test: for 120 students")
    assert [one.partition(":")[0] for one in words.others(found, SCHEMA)] == [
        "After the first test",
        "After the second test",
    ]


def test_no_sentence_says_what_causes_what():
    assert causal_words(" ".join(said(beside(gap=gap, stood_in=40)) for gap in (-0.5, 0.0, 0.5))) == []


def test_tables_have_a_cell_under_each_heading():
    found = rehearsed(at_point(above=around(0.4)))
    for headings, rows in (
        (tables.BY_POINT, tables.by_point(found, TARGET)),
        (tables.BESIDE, tables.beside(found, SCHEMA)),
        (tables.CHANCES, tables.chances(found, TARGET)),
        (tables.BINS, tables.bins(found, TARGET)),
    ):
        assert {len(row) for row in rows} == {len(headings)}


def test_the_table_by_point_has_width_and_error():
    (row,) = tables.by_point(rehearsed(), TARGET)
    assert (row[0], row[2], row[3], row[8]) == ("After the second test", "5.0", "80 %", "1.5")


def test_without_ranges_their_cells_are_blank():
    (row,) = tables.by_point(rehearsed(at_point(ranges=())), TARGET)
    assert set(row[2:8]) == {"–"}
