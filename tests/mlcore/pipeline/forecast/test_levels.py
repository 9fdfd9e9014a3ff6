"""Students whose order is too close to call stand on one level."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.forecast.levels import RIGHT, chances_of_order, levels

SHAPE = np.array([NormalDist().inv_cdf(percent / 100) for percent in PERCENTS])
some_students = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=1, max_size=25)


def student(value, spread=5.0):
    return Distribution(quantiles=value + spread * SHAPE, bounds=(0.0, 100.0), step=1.0)


@given(some_students)
def test_everybody_stands_on_one_level_and_any_two_on_different_ones_are_in_order(told):
    values, students = [value for value, _ in told], [student(*one) for one in told]
    found, chances = levels(values, students), chances_of_order(students)
    assert sorted(place for level in found for place in level) == list(range(len(told)))
    for higher, level in enumerate(found):
        for lower in found[higher + 1 :]:
            assert chances[np.ix_(level, lower)].min() >= RIGHT


@given(some_students)
def test_a_level_cannot_be_cut_in_two(told):
    values, students = [value for value, _ in told], [student(*one) for one in told]
    chances = chances_of_order(students)
    for level in levels(values, students):
        for cut in range(1, len(level)):
            assert chances[np.ix_(level[:cut], level[cut:])].min() < RIGHT


@given(some_students)
def test_of_two_orders_one_is_right(told):
    chances = chances_of_order([student(*one) for one in told])
    assert chances + chances.T == pytest.approx(1.0)


def test_the_chance_of_an_order_is_that_of_two_normal_results():
    random = np.random.default_rng(1)
    first, second = random.normal(60, 5, 400_000), random.normal(55, 8, 400_000)
    told = chances_of_order([student(60, 5), student(55, 8)])[0, 1]
    assert told == pytest.approx((first > second).mean(), abs=0.01)


def test_two_far_apart_have_levels_of_their_own_and_two_alike_share_one():
    students = [student(40), student(80), student(41)]
    assert levels([40, 80, 41], students) == [[1], [2, 0]]


def test_nobody_has_no_level():
    assert levels([], []) == []
