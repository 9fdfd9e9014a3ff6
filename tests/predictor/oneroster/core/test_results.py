"""Results of a zip on the scale of a field."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.files.oneroster.records import LineItem, Result, Roster
from mlcore.pipeline.schema import Field
from predictor.oneroster.core.results import Why, results_of, scaled

FIELD = Field(slug="mark", label="Mark", kind="number", minimum=10, maximum=110)
FINITE = {"allow_nan": False, "allow_infinity": False}


def item(minimum=None, maximum=None, **changes):
    about = {"id": "i1", "line": 2, "title": "Quiz", "school_class": "c1"}
    return LineItem(**about | changes, minimum=minimum, maximum=maximum)


def result(identity="r1", score=5.0, status="fully graded", **changes):
    about = {"id": identity, "line": 2, "line_item": "i1", "student": "s1"}
    return Result(**about | changes, status=status, score=score)


def of(*results, items=None):
    items = {"i1": item(0, 20)} if items is None else items
    roster = Roster(version="1.1", modes={}, line_items=items, results={one.id: one for one in results})
    return results_of(roster, {"c1": {"Quiz": FIELD}})


@pytest.mark.parametrize(
    ("score", "minimum", "maximum", "value"),
    [(0, 0, 20, 10), (20, 0, 20, 110), (5, 0, 20, 35), (3, 1, 5, 60), (42, None, None, 42), (7, None, 10, 80)],
)
def test_a_score_is_the_same_part_of_both_scales(score, minimum, maximum, value):
    assert scaled(score, item(minimum, maximum), FIELD) == value


@pytest.mark.parametrize(
    ("score", "minimum", "maximum"),
    [(21, 0, 20), (-1, 0, 20), (9, None, None), (float("nan"), 0, 20), (1, 0, float("inf")), (-5, None, -1)],
)
def test_what_lies_on_no_scale_is_not_taken(score, minimum, maximum):
    assert scaled(score, item(minimum, maximum), FIELD) is Why.NO_SCALE


@given(st.floats(-1e6, 1e6, **FINITE), st.floats(-1e6, 1e6, **FINITE), st.floats(0, 1, **FINITE))
def test_every_score_of_a_test_lies_within_the_field(low, high, part):
    if high - low > 1e-3:
        score = min(high, low + part * (high - low))
        assert 10 <= scaled(score, item(low, high), FIELD) <= 110


@pytest.mark.parametrize("status", ["exempt", "partially graded", "submitted", "not submitted"])
def test_only_what_is_fully_graded_is_taken(status):
    assert (of(result(status=status)).values, of(result(status=status)).left_out) == ({}, {Why.NOT_GRADED: 1})


def test_the_newest_of_several_in_one_field_counts_in_any_order():
    old, new = result("a", 1.0, day=dt.date(2026, 9, 1)), result("b", 20.0, day=dt.date(2026, 9, 2))
    for several in ((old, new), (new, old)):
        assert of(*several).of_class("c1") == {"s1": {"mark": 110.0}}
        assert of(*several).left_out == {Why.OLDER: 1}


def test_a_result_of_a_test_that_is_not_there_is_counted():
    assert of(result(), items={}).left_out == {Why.NO_TEST: 1}


def test_a_test_that_nothing_was_chosen_for_is_counted():
    assert of(result(), items={"i1": item(0, 20, title="Other")}).left_out == {Why.NOT_CHOSEN: 1}
