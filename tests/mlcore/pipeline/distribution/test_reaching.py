"""The score of a share agrees with the chance of a score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.distribution.reaching import reached_by

BOUNDS = (0.0, 100.0)


def around(value, spread, step=1.0, bounds=BOUNDS):
    """Results that lie evenly from `spread` below the value to `spread` above it."""
    quantiles = value + spread * (np.array(PERCENTS) - 50) / 50
    return Distribution(quantiles=quantiles, bounds=bounds, step=step)


@pytest.mark.parametrize(("share", "score"), [(0.25, 75.0), (0.1, 78.0)])
def test_the_score_of_a_share_is_its_percentile_in_whole_steps(share, score):
    assert reached_by(around(70.0, 10.0), share, decimals=0) == score


def test_nobody_reaches_more_than_there_is():
    assert reached_by(around(99.0, 20.0), 0.1, decimals=0) == 100.0


def test_where_almost_all_are_at_the_bottom_nothing_is_said():
    assert reached_by(around(-50.0, 20.0), 0.1, decimals=0) is None


def test_short_scales_are_counted_in_their_own_steps():
    assert reached_by(around(3.0, 1.0, step=0.1, bounds=(0.0, 5.0)), 0.25, decimals=1) == 3.5
    assert reached_by(around(3.0, 1.0, step=0.0, bounds=(0.0, 5.0)), 0.25, decimals=1) == 3.5


@given(
    value=st.floats(-10, 110),
    spread=st.floats(0.5, 60),
    step=st.sampled_from([0.0, 0.1, 0.25, 1.0, 5.0]),
    share=st.sampled_from([0.1, 0.25]),
)
def test_at_least_so_many_reach_it_and_fewer_the_next_step(value, spread, step, share):
    found, by = around(value, spread, step), step or 1.0
    score = reached_by(found, share, decimals=0)
    reached = BOUNDS[0] if score is None else score
    assert found.chance_of(reached) >= share - 1e-8
    assert reached == BOUNDS[1] or found.chance_of(reached + by) < share + 1e-8
