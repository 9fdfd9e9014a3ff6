"""Groups are set aside and dealt to folds by their rows, and none is ever cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.fitting.keeping_together import fold_of_each_row, held_out_rows, joined

UNEVEN = [400, 60, 50, 40, 30, 20]
sizes = st.lists(st.integers(1, 60), min_size=3, max_size=25)
seeds = st.integers(0, 2**32 - 1)


def groups_of(sizes) -> np.ndarray:
    return np.random.default_rng(3).permutation(np.repeat(np.arange(len(sizes)), sizes))


@pytest.mark.parametrize("seed", range(10))
def test_about_a_fifth_of_the_rows_is_held_out_and_a_very_large_group_stays(seed):
    groups = groups_of(UNEVEN)
    held_out = held_out_rows(groups, 0.2, seed)
    assert 90 <= len(held_out) <= 150
    assert 0 not in groups[held_out]


@given(sizes, seeds)
def test_whole_groups_are_held_out_and_two_stay(sizes, seed):
    groups = groups_of(sizes)
    held_out = held_out_rows(groups, 0.2, seed)
    gone, left = set(groups[held_out]), set(np.delete(groups, held_out))
    assert gone
    assert len(left) >= 2
    assert gone.isdisjoint(left)


@given(sizes, seeds)
def test_no_more_rows_are_held_out_than_bring_it_nearer_to_the_share(sizes, seed):
    held_out, wanted = len(held_out_rows(groups_of(sizes), 0.2, seed)), 0.2 * sum(sizes)
    assert abs(held_out - wanted) < wanted


def test_rows_that_stand_alone_are_held_out_to_the_row():
    assert len(held_out_rows(np.arange(200), 0.2, 1)) == 40


@given(sizes, st.integers(2, 3), seeds)
def test_every_group_is_in_one_fold_and_no_fold_is_empty(sizes, folds, seed):
    groups = groups_of(sizes)
    dealt = fold_of_each_row(groups, folds, seed)
    assert set(dealt) == set(range(folds))
    assert all(len(set(dealt[groups == group])) == 1 for group in range(len(sizes)))


@given(sizes, st.integers(2, 3), seeds)
def test_folds_differ_by_no_more_rows_than_the_largest_group_has(sizes, folds, seed):
    rows = np.bincount(fold_of_each_row(groups_of(sizes), folds, seed))
    assert rows.max() - rows.min() <= max(sizes)


def test_another_seed_deals_other_folds_and_the_same_seed_the_same():
    groups = groups_of([20] * 12)
    first, again, other = (fold_of_each_row(groups, 5, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_rows_are_joined_through_others():
    houses, copies = np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 3])
    found = joined(houses, copies)
    assert found[0] == found[1] == found[2]
    assert found[3] == found[4] != found[0]


def test_one_kind_of_group_alone_is_kept_as_it_is():
    houses = np.array([0, 1, 0])
    assert joined(houses, None) is joined(None, houses) is houses
    assert joined(None, None) is None
