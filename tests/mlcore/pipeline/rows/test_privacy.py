"""Small numbers cannot be found by subtraction from what stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, in_tens, suppressed


@pytest.mark.parametrize(("number", "told"), [(10, 10), (14, 10), (15, 20), (57, 60), (104, 100)])
def test_numbers_beside_a_hidden_one_are_told_in_tens(number, told):
    assert in_tens(number) == told


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [([57, 3], {0, 1}), ([30, 27, 3], {1, 2}), ([50, 40, 0], set()), ([50, 40, 4, 4], {1, 2, 3}), ([9, 9, 30], {0, 1})],
)
def test_which_counts_are_suppressed(counts, hidden):
    assert suppressed(counts) == hidden


@given(st.lists(st.integers(0, 40), min_size=2))
def test_the_suppressed_counts_together_are_at_least_ten_unless_nothing_is_left_to_hide(counts):
    hidden = suppressed(counts)
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count < SMALLEST_GROUP)
    together = sum(counts[place] for place in hidden)
    assert not hidden or together >= SMALLEST_GROUP or together == sum(counts)
