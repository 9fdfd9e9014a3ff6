"""Small numbers cannot be found by subtraction from what stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, in_tens, is_small, suppressed


@pytest.mark.parametrize(("number", "told"), [(4, 0), (5, 10), (10, 10), (14, 10), (15, 20), (57, 60), (104, 100)])
def test_numbers_beside_a_hidden_one_are_told_in_tens(number, told):
    assert in_tens(number) == told


@pytest.mark.parametrize(("number", "small"), [(0, False), (1, True), (9, True), (10, False)])
def test_one_to_nine_are_few_and_nobody_is_nobody(number, small):
    assert is_small(number) == small


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [([57, 3], {0, 1}), ([30, 27, 3], {1, 2}), ([50, 40, 0], set()), ([50, 40, 4, 4], {1, 2, 3}), ([9, 9, 30], {0, 1})],
)
def test_which_counts_are_suppressed(counts, hidden):
    assert suppressed(counts) == hidden


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([5, 5, 30], {0, 1}),  # together exactly ten: enough
        ([4, 5, 30], {0, 1, 2}),
        ([10, 40], set()),  # a group of exactly ten is not small
        ([40, 10, 3], {1, 2}),  # and the first to be hidden beside a small one
        ([20, 3, 20], {0, 1}),  # of equal ones the first
        ([4], {0}),
        ([4, 0, 3], {0, 2}),  # nobody is left to hide
    ],
)
def test_what_is_suppressed_at_the_limits(counts, hidden):
    assert suppressed(counts) == hidden


@given(st.lists(st.integers(0, 40), min_size=2))
def test_the_suppressed_counts_together_are_at_least_ten_unless_nothing_is_left_to_hide(counts):
    hidden = suppressed(counts)
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count < SMALLEST_GROUP)
    together = sum(counts[place] for place in hidden)
    assert not hidden or together >= SMALLEST_GROUP or together == sum(counts)
