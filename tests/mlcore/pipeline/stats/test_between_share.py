"""The share of a variance that lies between groups, and how unsure few groups are of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.stats.between_share import between_share


def drawn(share: float, groups: int, size: int, seed: int = 0):
    random = np.random.default_rng(seed)
    which = np.repeat(np.arange(groups), random.integers(2, 2 * size - 1, groups))
    together, own = random.normal(0, share**0.5, groups)[which], random.normal(0, (1 - share) ** 0.5, len(which))
    return together + own, which


@pytest.mark.parametrize("share", [0.0, 0.05, 0.15, 0.6])
def test_the_share_that_rows_were_drawn_with_is_found(share):
    found = between_share(*drawn(share, groups=800, size=20))
    assert found.share == pytest.approx(share, abs=0.02)
    assert found.groups == 800


def test_of_groups_of_one_size_it_is_the_analysis_of_variance():
    values, which = np.array([1.0, 3.0, 4.0, 6.0, 8.0, 8.0]), np.array([0, 0, 1, 1, 2, 2])
    # Mean squares: 18 between (2 degrees of freedom), 4 / 3 within (3).
    between = (18 - 4 / 3) / 2
    assert between_share(values, which).share == pytest.approx(between / (between + 4 / 3))


@given(values=st.lists(st.floats(-9, 9), min_size=6, max_size=40), groups=st.integers(3, 5))
def test_it_is_a_share_and_so_is_all_that_is_likely(values, groups):
    found = between_share(np.array(values), np.arange(len(values)) % groups)
    if found is not None:
        assert 0 <= found.share <= 1
        assert list(found.likely) == sorted(found.likely)
        assert all(0 <= one <= 1 for one in found.likely)


def test_few_groups_are_less_sure_than_many():
    few, many = (between_share(*drawn(0.15, groups, size=20)) for groups in (8, 200))
    assert few.likely[-1] - few.likely[0] > 2 * (many.likely[-1] - many.likely[0])


def test_what_is_likely_holds_the_truth_as_often_as_it_says():
    found = [between_share(*drawn(0.15, groups=12, size=20, seed=seed)) for seed in range(300)]
    inside = np.mean([one.likely[0] <= 0.15 <= one.likely[-1] for one in found])
    assert inside == pytest.approx(0.8, abs=0.06)


def test_a_row_that_is_alone_in_its_group_changes_nothing():
    values, which = drawn(0.2, groups=20, size=10)
    alone = np.arange(1_000, 1_005)
    more = between_share(np.append(values, [50.0] * 5), np.append(which, alone))
    assert more == between_share(values, which)


def test_two_groups_tell_nothing():
    assert between_share(np.arange(10.0), np.array([0, 1] * 5)) is None
    assert between_share(np.arange(10.0), np.arange(10)) is None


def test_rows_that_are_all_alike_have_nothing_in_common():
    assert between_share(np.ones(12), np.arange(12) % 4).share == 0.0
    assert between_share(np.arange(12) % 4.0, np.arange(12) % 4).share == 1.0
