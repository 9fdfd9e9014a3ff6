"""Ranges lie around the value, and widen with what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import bundle_of, clipping_bundle, half_width, ranges_of_school, some_rows
from training_rows import INPUTS

from mlcore.pipeline.distribution.levels import LEVELS

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
