"""A class moves together as far as it is said to, and never for another reason."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.forecast.counts import numbers
from mlcore.pipeline.forecast.forecast import ClassForecast
from mlcore.pipeline.forecast.shifts import shifts

NORMAL = ndtri(np.array(PERCENTS) / 100)
STARTS = (-inf, 20.0, 40.0, 60.0, inf)
classes = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=1, max_size=30)
shares = st.lists(st.floats(0, 1), min_size=1, max_size=3)


def student(value: float, spread: float = 10.0, step: float = 1.0) -> Distribution:
    return Distribution(quantiles=value + spread * NORMAL, bounds=(0.0, 100.0), step=step)


def forecast(students, likely=(0.0,)) -> ClassForecast:
    return ClassForecast.of([student(*one) for one in students], likely)


@given(classes)
def test_students_who_move_alone_are_added_up_exactly(students):
    one = forecast(students, (0.0, 0.0))
    chances = np.array([[student(*each).chance_of(60.0) for each in students]])
    assert one.count(60.0).expected == pytest.approx(chances.sum(), abs=1e-9)
    spread = numbers(chances, shifts()).cumsum()
    assert spread[one.count(60.0).high] >= 0.9 - 0.5 * spread.max()


@given(classes, shares)
def test_grades_add_up_to_the_class_and_what_is_expected_does_not_depend_on_what_is_in_common(students, likely):
    one, alone = forecast(students, likely), forecast(students)
    expected = [one.expected(low, high) for low, high in zip(STARTS, STARTS[1:], strict=False)]
    assert sum(expected) == pytest.approx(len(students), abs=1e-6)
    assert one.count(40.0, 60.0).expected == expected[2]
    assert one.count(40.0).expected == pytest.approx(alone.count(40.0).expected, abs=1e-4)
    assert one.mean.expected == pytest.approx(alone.mean.expected, abs=0.1)


@given(classes, shares, st.randoms(use_true_random=False))
def test_the_order_of_students_changes_no_bit(students, likely, random):
    shuffled = random.sample(students, len(students))
    one, other = forecast(students, likely), forecast(shuffled, likely)
    assert (one.mean, one.count(40.0)) == (other.mean, other.count(40.0))


@given(classes, shares)
def test_the_mean_lies_in_its_interval_and_the_interval_within_the_bounds(students, likely):
    mean = forecast(students, likely).mean
    assert 0 <= mean.low <= mean.expected <= mean.high <= 100


@pytest.mark.parametrize("score", [-inf, 0.0, 100.5, inf])
def test_beyond_the_bounds_it_is_all_or_nobody(score):
    count = forecast([(50.0, 10.0)] * 8, (0.1,)).count(score)
    everybody = 8 if score <= 0 else 0
    assert (count.expected, count.low, count.high) == (everybody, everybody, everybody)


def test_moving_together_widens_by_as_much_as_the_variance_of_a_sum_says():
    students = [(55.0, 10.0)] * 25
    alone, together = forecast(students).mean, forecast(students, (0.15,)).mean
    # Of equal students: (1 - r) / n + r of one's variance, where it was 1 / n.
    wider = (0.85 / 25 + 0.15) ** 0.5 / (1 / 25) ** 0.5
    assert (together.high - together.low) / (alone.high - alone.low) == pytest.approx(wider, rel=0.01)
    assert alone.high - alone.low == pytest.approx(2 * 1.2816 * 10 / 5, rel=0.02)


def test_of_several_likely_shares_the_interval_lies_between_theirs():
    students = [(55.0, 10.0)] * 25
    narrow, both, wide = (forecast(students, likely).mean for likely in ((0.02,), (0.02, 0.2), (0.2,)))
    assert narrow.high < both.high < wide.high


def test_results_are_rounded_to_their_step_before_they_are_counted():
    coarse = ClassForecast.of([student(3.4, 0.02)] * 6)
    assert coarse.mean.expected == pytest.approx(3.0)
    assert (coarse.count(3.0).low, coarse.count(4.0).high) == (6, 0)


def test_nobody_gets_more_than_there_is():
    assert forecast([(150.0, 10.0)] * 5 + [(50.0, 10.0)] * 5).mean.expected == pytest.approx(75.0, abs=0.1)
