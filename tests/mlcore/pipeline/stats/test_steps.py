"""Steps are round, and never smaller than what was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.stats.steps import round_step


@pytest.mark.parametrize(("width", "step"), [(1.0, 1.0), (1.2, 2.0), (4.9, 5.0), (6.0, 10.0), (0.3, 0.5), (30, 50)])
def test_the_next_round_step_is_taken(width, step):
    assert round_step(width) == pytest.approx(step)


@given(st.floats(1e-6, 1e9))
def test_a_step_is_wide_enough_and_not_much_wider(width):
    assert width * (1 - 1e-6) <= round_step(width) <= 2.5 * width * (1 + 1e-6)
