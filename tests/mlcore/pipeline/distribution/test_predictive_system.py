"""Residuals near a prediction: told at eleven places, on straight lines in between, for every set of missing inputs."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import rows_of, small_recipe
from training_rows import INPUTS, school_rows

from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem, Residuals
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.results.yardsticks import Yardstick

SOME_INPUTS = st.frozensets(st.sampled_from(INPUTS))
values = st.floats(0, 100)


@cache
def local() -> PredictiveSystem:
    """Of a school where the strongest are predicted least exactly."""
    frame = school_rows(600)
    frame["physics"] += np.random.default_rng(5).normal(0, 0.6, 600) * (frame["physics"] - 30).clip(lower=0)
    rows = rows_of(frame.assign(physics=frame["physics"].clip(0, 100)))
    return calibrate(rows, cross_fit(small_recipe(), rows), Yardstick(nearest=0.1))


def test_ranges_are_wider_where_rows_predicted_alike_were_further_off():
    low, high = (local().ends(frozenset(), value)[90] for value in (local().at[1], local().at[-2]))
    assert high[1] - high[0] > 1.3 * (low[1] - low[0])


@given(missing=SOME_INPUTS, value=values)
def test_a_range_holds_its_value_and_the_narrower_range(missing, value):
    ends = local().ends(missing, value)
    assert ends[90][0] <= ends[80][0] <= 0 <= ends[80][1] <= ends[90][1]


@given(less=SOME_INPUTS, more=SOME_INPUTS, value=values)
def test_knowing_less_moves_no_end_nearer(less, more, value):
    known, lacking = local().ends(less, value), local().ends(less | more, value)
    for level in LEVELS:
        assert lacking[level][0] <= known[level][0] + 1e-9
        assert lacking[level][1] >= known[level][1] - 1e-9


@given(missing=SOME_INPUTS, value=values)
def test_ends_around_are_those_with_each_gap_closed(missing, value):
    around = local().ends_around(missing, value)
    sets = [missing, *(missing - {slug} for slug in INPUTS if slug in missing)]
    expected = [[local().ends(one, value)[level] for level in LEVELS] for one in sets]
    assert around == pytest.approx(np.array(expected), abs=1e-9)


@given(missing=SOME_INPUTS, value=values)
def test_what_was_stored_answers_the_same(missing, value):
    stored = PredictiveSystem.from_dict(local().to_dict())
    assert stored.quantiles(missing, value).tolist() == local().quantiles(missing, value).tolist()
    assert stored.ends(missing, value) == local().ends(missing, value)


@pytest.mark.parametrize(
    ("value", "end"), [(0.0, -2.0), (10.0, -2.0), (15.0, -3.0), (20.0, -4.0), (25.0, -5.0), (30.0, -6.0), (99.0, -6.0)]
)
def test_between_two_places_residuals_lie_on_a_straight_line(value, end):
    quantiles = np.outer([2.0, 4.0, 6.0], np.repeat([-1.0, 1.0], 49))
    found = Residuals((10.0, 20.0, 30.0), quantiles)
    assert found.ends(value)[90] == pytest.approx((end, -end))
    assert found.around(value)[0] == pytest.approx(end)
