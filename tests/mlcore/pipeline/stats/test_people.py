"""Whole people that add up and are never a whole person away from their share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.stats.people import people

some_shares = st.lists(st.floats(0, 1), min_size=1, max_size=12).filter(lambda shares: sum(shares) > 0.01)


@given(some_shares, st.sampled_from([5, 20, 100]))
def test_people_add_up_and_are_less_than_one_off(shares, of):
    found = people(shares, of)
    assert sum(found) == of
    for one, share in zip(found, shares, strict=True):
        assert abs(one - share / sum(shares) * of) < 1


@given(some_shares)
def test_a_larger_share_never_has_fewer_people(shares):
    found = people(shares)
    for one, share in zip(found, shares, strict=True):
        assert all(one <= other for other, larger in zip(found, shares, strict=True) if larger > share)


@pytest.mark.parametrize(
    ("shares", "of", "expected"),
    [
        ([0.5, 0.5], 5, [3, 2]),
        ([0.2] * 5, 20, [4] * 5),
        ([0.15, 0.85], 20, [3, 17]),
        ([0.1, 0.2, 0.7], 10, [1, 2, 7]),
        ([0.02, 0.49, 0.49], 20, [0, 10, 10]),
    ],
)
def test_examples_are_as_counted_by_hand(shares, of, expected):
    assert people(shares, of) == expected


def test_shares_of_nothing_are_of_nobody():
    assert people([0.0, 0.0], 0) == [0, 0]
