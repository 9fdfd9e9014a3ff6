"""A watch over results: fair while nothing changes, quick where something does, and equal to two other libraries'."""

import numpy as np
import pytest
from crepes.martingales import EpsilonBettingFunction, SimpleJumper
from mapie.exchangeability_testing import OnlineMartingaleTest
from watched_years import alarms

from mlcore.pipeline.diagnosis.drift import BETS, JUMPS, p_values, parts, place, simple_jumper, watch
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import PERCENTS

UNIFORM = np.random.default_rng(5).random(300)
SQUEEZED = UNIFORM**2
YEARS = 100


@pytest.mark.parametrize("values", [UNIFORM, SQUEEZED, 1 - SQUEEZED])
def test_the_bet_equals_that_of_mapie(values):
    oracle = OnlineMartingaleTest(jump_size=JUMPS, warn=False)
    expected = [oracle.update_simple_jumper_martingale(value) for value in values.tolist()]
    np.testing.assert_allclose(simple_jumper(values, (-1, 0, 1)), expected, rtol=1e-9)


@pytest.mark.parametrize("values", [UNIFORM, SQUEEZED, 1 - SQUEEZED])
@pytest.mark.parametrize("bets", [(-1, 0, 1), BETS])
def test_the_bet_equals_that_of_crepes(values, bets):
    expected = SimpleJumper(J=JUMPS, bf=EpsilonBettingFunction(E=list(bets))).apply(values)
    np.testing.assert_allclose(simple_jumper(values, bets), expected, rtol=1e-9)


@pytest.mark.parametrize("learned", [100, 1_000])
def test_unchanged_years_seldom_alarm(learned):
    """At 5 % of 100 years more than 10 would be a chance of 1 in 90."""
    assert sum(alarm is not None for alarm in alarms(YEARS, 300, learned=learned)) <= 10


@pytest.mark.parametrize("points", [-10, 10])
def test_ten_points_are_caught_after_ten_results(points):
    found = alarms(YEARS, 60, shift=points)
    assert np.median([alarm or np.inf for alarm in found]) <= 10


@pytest.mark.parametrize("points", [-3, 3])
def test_three_points_are_caught_within_120_results(points):
    assert np.mean([alarm is not None for alarm in alarms(YEARS, 120, shift=points)]) >= 0.95


@pytest.mark.parametrize(
    ("places", "side"),
    [
        (0.8 + UNIFORM / 5, "higher"),
        (UNIFORM / 5, "lower"),
        (np.where(UNIFORM < 0.5, 0.01, 0.99), "wider"),
        (0.45 + UNIFORM / 10, "narrower"),
    ],
)
def test_an_alarm_says_where_results_lie(places, side):
    found = watch(places, 1_000, UNIFORM)
    assert (found.side, found.alarm is not None) == (side, True)


def test_an_alarm_is_not_taken_back():
    found = watch(np.concatenate([UNIFORM / 10, UNIFORM, 1 - UNIFORM]), 1_000, np.tile(UNIFORM, 3))
    assert found.alarm == watch(UNIFORM[:20] / 10, 1_000, UNIFORM[:20]).alarm


def test_without_results_nothing_was_won():
    found = watch(np.empty(0), 100, np.empty(0))
    assert (found.results, found.bet, found.most, found.alarm) == (0, 1.0, 1.0, None)


def test_a_result_later_changes_no_rank_before_it():
    assert np.array_equal(p_values(UNIFORM, 50, SQUEEZED)[:100], p_values(UNIFORM[:100], 50, SQUEEZED[:100]))


def test_the_same_rows_draw_the_same():
    assert parts([7, 8]).tolist() == [*parts([7]).tolist(), *parts([8]).tolist()]


@pytest.mark.parametrize(("result", "low", "high"), [(50, 0.45, 0.55), (0, 0.0, 0.01), (100, 0.99, 1.0)])
def test_a_result_lies_in_its_step_and_bounds_hold_what_lies_beyond(result, low, high):
    said = Distribution(quantiles=np.array(PERCENTS) / 10 + 45, bounds=(0, 100), step=1.0)
    assert low - 1e-9 <= place(said, result, 0.0) <= place(said, result, 1.0) <= high + 1e-9
