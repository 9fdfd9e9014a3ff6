"""Ranges as bundles up to format 3 have them are looked up by what is missing."""

import pytest
from served_bundles import half_width

from mlcore.pipeline.distribution.half_widths import HalfWidthRule, HalfWidths
from mlcore.pipeline.distribution.spread import Spread


def test_a_set_that_was_not_measured_uses_the_smallest_measured_one_that_contains_it():
    nothing, one, all_three = frozenset(), frozenset("a"), frozenset("abc")
    ranges = HalfWidths({nothing: {90: 1.0}, one: {90: 2.0}, frozenset("ab"): {90: 3.0}, all_three: {90: 4.0}}, 50)
    assert half_width(ranges, 90, {"b"}) == 3.0
    assert half_width(ranges, 90, {"b", "c"}) == 4.0


def test_of_two_equally_small_sets_that_contain_it_the_wider_counts_whatever_their_order():
    narrow, wide = {80: 2.5, 90: 3.0}, {80: 2.0, 90: 5.0}
    for ab, bc in ((narrow, wide), (wide, narrow)):
        ranges = HalfWidths({frozenset("ab"): ab, frozenset("bc"): bc, frozenset("abcd"): {80: 8.0, 90: 9.0}}, 50)
        assert ranges.of(frozenset("b")) == wide


def test_a_set_that_was_not_measured_lies_between_its_parts_and_what_contains_it():
    spread = Spread(("a", "b", "c"), 1, ((3, 0, 0), (0, 5, 0), (0, 0, 7)))
    rule = HalfWidthRule(spread, ((1.0, {80: 1.0, 90: 2.0}), (5.0, {80: 5.0, 90: 10.0})))
    known = {frozenset(): {80: 1.0, 90: 2.0}, frozenset("abc"): {80: 3.5, 90: 9.0}}
    assert HalfWidths(known, 50, rule).of(frozenset("ab")) == pytest.approx({80: 3.0, 90: 6.0})
    assert HalfWidths(known, 50, rule).of(frozenset("bc")) == pytest.approx({80: 3.5, 90: 13**0.5 * 2})
    part = {frozenset("a"): {80: 3.2, 90: 7.0}}
    assert HalfWidths(known | part, 50, rule).of(frozenset("ab")) == {80: 3.2, 90: 7.0}


def test_a_set_that_was_measured_answers_for_itself_though_a_wider_one_contains_it():
    ranges = HalfWidths({frozenset(): {90: 1.0}, frozenset("a"): {90: 2.0}}, 50)
    assert [half_width(ranges, 90), half_width(ranges, 90, {"a"})] == [1.0, 2.0]


def test_ranges_as_plain_data_give_the_same_ranges():
    ranges = HalfWidths({frozenset(): {80: 1.0, 90: 2.0}, frozenset("ab"): {80: 3.0, 90: 4.0}}, 50)
    stored = ranges.to_dict()
    assert stored == {
        "rows": 50,
        "widths": [
            {"missing": [], "halves": {80: 1.0, 90: 2.0}},
            {"missing": ["a", "b"], "halves": {80: 3.0, 90: 4.0}},
        ],
    }
    assert HalfWidths.from_dict(stored) == ranges
