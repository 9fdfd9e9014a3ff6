"""Between known places figures lie on straight lines, as NumPy has it for one column."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.stats.straight_lines import between

places = st.floats(-1_000, 1_000).map(lambda number: round(number, 3))


@given(st.lists(places, min_size=1, max_size=12, unique=True), st.lists(places, min_size=1, max_size=20))
def test_figures_are_those_of_numpy(known, at):
    known, at = np.sort(known), np.array(at)
    figures = known**2
    first, second, part = between(known, at)
    found = figures[first] + part[:, 0] * (figures[second] - figures[first])
    assert found == pytest.approx(np.interp(at, known, figures), rel=1e-6, abs=1e-6)


def test_places_that_stand_twice_are_no_division_by_nothing():
    first, second, part = between(np.array([1.0, 1.0, 2.0]), np.array([1.0, 1.5]))
    assert (first.tolist(), second.tolist(), part[:, 0].tolist()) == ([1, 1], [2, 2], [0.0, 0.5])
