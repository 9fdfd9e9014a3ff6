"""Ranges lie around the value, and widen with what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import bundle_of, clipping_bundle, half_width, ranges_of_school, some_rows
from training_rows import INPUTS

from mlcore.pipeline.bundle.levels import LEVELS
from mlcore.pipeline.bundle.ranges import GapRule, Ranges, Spread

SOME_INPUTS = st.frozensets(st.sampled_from(INPUTS))


@pytest.mark.parametrize("slug", ["linear", "catboost", "knn"])
@given(rows=some_rows)
def test_a_value_lies_within_its_ranges_and_all_within_the_bounds_of_the_target(slug, rows):
    for answer in bundle_of(slug).predict(rows):
        (low, high), (lowest, highest) = answer.ranges[80], answer.ranges[90]
        assert 0 <= lowest <= low <= answer.value <= high <= highest <= 100


@given(rows=some_rows)
def test_values_and_ranges_stop_at_the_bounds_of_the_target(rows):
    for answer in clipping_bundle().predict(rows):
        (low, high), (lowest, highest) = answer.ranges[80], answer.ranges[90]
        assert 50 <= lowest <= low <= answer.value <= high <= highest <= 60


@given(less=SOME_INPUTS, more=SOME_INPUTS)
def test_knowing_less_never_makes_a_range_narrower(less, more):
    for level in LEVELS:
        assert half_width(ranges_of_school(), level, less | more) >= half_width(ranges_of_school(), level, less)


def test_a_missing_input_that_matters_widens_the_range():
    ranges = ranges_of_school()
    assert half_width(ranges, 90, {"logic"}) > 1.2 * half_width(ranges, 90)
    assert half_width(ranges, 90, INPUTS) > 1.5 * half_width(ranges, 90)


def test_a_set_that_was_not_measured_uses_the_smallest_measured_one_that_contains_it():
    nothing, one, all_three = frozenset(), frozenset("a"), frozenset("abc")
    ranges = Ranges({nothing: {90: 1.0}, one: {90: 2.0}, frozenset("ab"): {90: 3.0}, all_three: {90: 4.0}}, 50)
    assert half_width(ranges, 90, {"b"}) == 3.0
    assert half_width(ranges, 90, {"b", "c"}) == 4.0


def test_of_two_equally_small_sets_that_contain_it_the_wider_counts_whatever_their_order():
    narrow, wide = {80: 2.5, 90: 3.0}, {80: 2.0, 90: 5.0}
    for ab, bc in ((narrow, wide), (wide, narrow)):
        ranges = Ranges({frozenset("ab"): ab, frozenset("bc"): bc, frozenset("abcd"): {80: 8.0, 90: 9.0}}, 50)
        assert ranges.of(frozenset("b")) == wide


def test_a_set_that_was_not_measured_lies_between_its_parts_and_what_contains_it():
    spread = Spread(("a", "b", "c"), 1, ((3, 0, 0), (0, 5, 0), (0, 0, 7)))
    rule = GapRule(spread, ((1.0, {80: 1.0, 90: 2.0}), (5.0, {80: 5.0, 90: 10.0})))
    known = {frozenset(): {80: 1.0, 90: 2.0}, frozenset("abc"): {80: 3.5, 90: 9.0}}
    assert Ranges(known, 50, rule).of(frozenset("ab")) == pytest.approx({80: 3.0, 90: 6.0})
    assert Ranges(known, 50, rule).of(frozenset("bc")) == pytest.approx({80: 3.5, 90: 13**0.5 * 2})
    part = {frozenset("a"): {80: 3.2, 90: 7.0}}
    assert Ranges(known | part, 50, rule).of(frozenset("ab")) == {80: 3.2, 90: 7.0}


def test_a_set_that_was_measured_answers_for_itself_though_a_wider_one_contains_it():
    ranges = Ranges({frozenset(): {90: 1.0}, frozenset("a"): {90: 2.0}}, 50)
    assert [half_width(ranges, 90), half_width(ranges, 90, {"a"})] == [1.0, 2.0]


def test_ranges_as_plain_data_give_the_same_ranges():
    ranges = Ranges({frozenset(): {80: 1.0, 90: 2.0}, frozenset("ab"): {80: 3.0, 90: 4.0}}, 50)
    stored = ranges.to_dict()
    assert stored == {
        "rows": 50,
        "widths": [
            {"missing": [], "halves": {80: 1.0, 90: 2.0}},
            {"missing": ["a", "b"], "halves": {80: 3.0, 90: 4.0}},
        ],
    }
    assert Ranges.from_dict(stored) == ranges
