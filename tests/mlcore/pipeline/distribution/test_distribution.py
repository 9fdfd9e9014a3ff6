"""Chances, percentiles and ranges of one result come from the same quantiles, and agree."""

import numpy as np
import pytest
from crepes import ConformalPredictiveSystem
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import A_ROW, bundle_of, clipping_bundle, some_rows

from mlcore.pipeline.distribution.distribution import Distribution, counted_from
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.quantiles import PERCENTS, quantiles, reaches

RESIDUALS = np.random.default_rng(1).normal(1, 6, 400)
scores = st.floats(0, 100)


def distribution(step: float = 0.0, value: float = 60.0) -> Distribution:
    return Distribution(quantiles=value + quantiles(reaches(RESIDUALS, 100.0)), bounds=(0.0, 100.0), step=step)


@given(scores)
def test_a_chance_is_within_a_point_of_what_all_residuals_say(score):
    oracle = ConformalPredictiveSystem().fit(RESIDUALS)
    below = oracle.predict_p(np.array([60.0]), np.array([score]), smoothing=False)[0]
    assert distribution().share_below(score) == pytest.approx(below, abs=0.01)


@given(rows=some_rows)
def test_ranges_agree_with_chances_within_a_point(rows):
    for row, answer in zip(rows, bundle_of("linear").predict(rows), strict=True):
        found = bundle_of("linear").distribution(row, answer.value)
        for level in LEVELS:
            for end, share in zip(answer.ranges[level], (0.5 - level / 200, 0.5 + level / 200), strict=True):
                if 0 < end < 100 and end != answer.value:
                    assert found.share_below(end) == pytest.approx(share, abs=0.01)


@given(st.lists(scores, min_size=2, max_size=10))
def test_a_higher_score_is_never_likelier(asked):
    chances = [distribution().chance_of(score) for score in sorted(asked)]
    assert chances == sorted(chances, reverse=True)


@given(st.lists(st.floats(1, 99), min_size=2, max_size=10))
def test_percentiles_rise_and_stay_within_the_bounds(percents):
    found = [distribution(value=97.0).percentile(percent) for percent in sorted(percents)]
    assert found == sorted(found)
    assert found[-1] <= 100


@pytest.mark.parametrize(("score", "chance"), [(0, 1.0), (-3, 1.0), (101, 0.0)])
def test_what_everybody_or_nobody_can_reach(score, chance):
    assert distribution().chance_of(score) == chance


def test_whole_marks_are_counted_whole():
    assert distribution(step=1.0).chance_of(60) == distribution().chance_of(59.5)


def test_a_score_between_two_marks_is_reached_by_who_reaches_the_higher_one():
    found = distribution(step=1.0)
    assert found.chance_of(59.5) == found.chance_of(60) < found.chance_of(59)


@pytest.mark.parametrize("place", range(1, 60))
def test_a_score_of_many_small_steps_counts_as_whole_steps(place):
    assert counted_from(place * 0.1, 0.1) == pytest.approx(place * 0.1 - 0.05)


def test_a_chance_beyond_what_was_seen_is_neither_none_nor_certain():
    assert distribution().chance_of(99) == pytest.approx(0.0005)
    assert distribution().chance_of(1) == pytest.approx(0.9995)


def test_the_share_below_a_quantile_is_its_percentage():
    found = distribution()
    for percent, quantile in zip(PERCENTS, found.quantiles.tolist(), strict=True):
        assert found.share_below(quantile) == pytest.approx(percent / 100)


@given(rows=some_rows)
def test_the_quantiles_of_a_row_stand_in_their_order(rows):
    for row in rows:
        found = clipping_bundle().distribution(row, 55.0).quantiles
        assert (np.diff(found) >= 0).all()


def test_what_is_missing_makes_a_far_score_likelier():
    bundle = bundle_of("linear")
    far = [bundle.distribution(row, 60.0).chance_of(68) for row in (A_ROW, A_ROW | {"logic": None})]
    assert far[0] < far[1]


def test_what_lies_far_out_is_ever_less_likely_and_begins_at_the_outermost_percentage():
    found = distribution()
    lowest, highest = found.quantiles[0], found.quantiles[-1]
    assert found.share_below(lowest - 1e-9) == pytest.approx(0.01)
    assert found.share_below(highest + 1e-9) == pytest.approx(0.99)
    assert 0.01 > found.share_below(lowest - 5) > found.share_below(lowest - 10) > 0


def test_a_grade_that_nobody_like_this_reaches_is_not_likelier_than_the_one_before():
    found = distribution(value=80.0)
    chances = [found.chance_of(score) for score in (60, 65, 70, 75)]
    assert 1 - chances[0] < chances[0] - chances[1] < chances[1] - chances[2] < chances[2] - chances[3]
