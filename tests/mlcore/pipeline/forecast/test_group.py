"""A few places: who surely belongs, among whom a lot decides, and how many of them are expected below a mark."""

from statistics import NormalDist

import numpy as np
import pytest
from few_places import allotted
from hypothesis import assume, given
from hypothesis import strategies as st
from school_classes import PASS, learned, school

from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.forecast.group import below, cut, drawn, expected_below
from mlcore.pipeline.forecast.levels import RIGHT, chances_of_order

SHAPE = np.array([NormalDist().inv_cdf(percent / 100) for percent in PERCENTS])
MARK, SIZE = 50.0, 28
some_students = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=1, max_size=25)


def student(value, spread=5.0):
    return Distribution(quantiles=value + spread * SHAPE, bounds=(0.0, 100.0), step=1.0)


@given(some_students, st.integers(1, 30))
def test_there_are_enough_for_the_places_and_never_more_who_surely_belong(told, places):
    found = cut([student(*one) for one in told], MARK, places)
    assert len(found.surely) <= places
    assert len(found.surely) + len(found.close) >= min(places, len(told))
    assert not set(found.surely) & set(found.close)


@given(some_students, st.integers(1, 10))
def test_who_gets_no_place_stands_clearly_behind_as_many_as_there_are_places(told, places):
    students = [student(*one) for one in told]
    found, right, shares = cut(students, MARK, places), chances_of_order(students), below(students, MARK)
    for other in set(range(len(told))) - set(found.surely) - set(found.close):
        ahead = [at for at in range(len(told)) if shares[at] > shares[other] and right[other, at] >= RIGHT]
        assert len(ahead) >= places


@given(some_students, st.integers(1, 10), st.randoms(use_true_random=False))
def test_the_order_in_which_students_are_given_says_nothing(told, places, random):
    order = random.sample(range(len(told)), len(told))
    students = [student(*one) for one in told]
    found, other = cut(students, MARK, places), cut([students[at] for at in order], MARK, places)
    assert {order[at] for at in other.surely} == set(found.surely)
    assert {order[at] for at in other.close} == set(found.close)


def test_only_those_near_the_cut_are_close_calls():
    found = cut([student(value) for value in (30, 32, 34, 52, 54, 56, 80, 82)], MARK, 4)
    assert (found.surely, found.close) == ((0, 1, 2), (3, 4, 5))


def test_of_nobody_nobody_is_chosen():
    assert cut([], MARK, 3).close == ()
    assert expected_below([], MARK).expected == 0


@given(st.sets(st.integers(1, 10**6), max_size=30), st.integers(0, 30), st.text(max_size=32))
def test_a_lot_is_the_same_for_a_seed_whatever_the_order(names, places, seed):
    found = drawn(sorted(names), places, seed)
    assert found == drawn(sorted(names, reverse=True), places, seed)
    assert len(found) == min(places, len(names))
    assert set(found) <= names


def test_a_lot_known_by_its_seed_stays_what_it_was():
    assert drawn(range(1, 11), 3, "a seed") == (1, 9, 10)


def test_each_is_as_likely_to_be_drawn():
    counts = np.zeros(7)
    for seed in range(4_000):
        counts[list(drawn(range(7), 3, str(seed)))] += 1
    assert counts / 4_000 == pytest.approx(np.full(7, 3 / 7), abs=0.03)


@given(some_students, st.integers(1, 10))
def test_before_the_lot_as_many_are_expected_as_on_average_after_it(told, by_lot):
    assume(by_lot <= len(told))
    close = [student(*one) for one in told]
    shares = below(close, MARK)
    assert expected_below([], MARK, close=close, by_lot=by_lot).expected == pytest.approx(by_lot * np.mean(shares))


@pytest.mark.training
def test_over_200_draws_as_many_are_below_as_expected():
    one = learned(school(np.full(60, 25), 0.1, np.random.default_rng(1)))
    frame = school(np.full(200, SIZE), 0.1, np.random.default_rng(2))
    students, results = one.students(frame), frame["now"].to_numpy()
    parts = [slice(start, start + SIZE) for start in range(0, len(frame), SIZE)]
    found = [allotted(students[part], results[part], one.likely, 6, PASS, str(part.start)) for part in parts]
    expected, happened, inside, _ = np.array(found, dtype=float).mean(axis=0)
    assert expected == pytest.approx(happened, rel=0.1)
    assert inside >= 0.75
