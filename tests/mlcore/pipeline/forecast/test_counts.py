"""How many of a class: exact for independent students, and intervals of whole numbers that hold about 8 times in 10."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.forecast.counts import MOST_EXACT, count, middle, numbers
from mlcore.pipeline.forecast.shifts import shifts

chances = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def binomial(n: int, chance: float) -> np.ndarray:
    return numbers(np.full((1, n), chance), shifts())


def test_independent_students_are_added_up_exactly():
    assert binomial(4, 0.5) == pytest.approx(np.array([1, 4, 6, 4, 1]) / 16, abs=1e-15)
    assert numbers(np.array([[0.1, 0.7]]), shifts()) == pytest.approx([0.27, 0.66, 0.07], abs=1e-15)


@given(chances)
def test_chances_of_all_numbers_add_up_and_so_does_what_is_expected(each):
    found = numbers(np.array([each]), shifts())
    assert found.sum() == pytest.approx(1)
    assert found @ np.arange(len(found)) == pytest.approx(sum(each), abs=1e-9)


@given(chances)
def test_an_interval_is_never_empty_and_leaves_about_a_tenth_on_each_side(each):
    found = numbers(np.array([each]), shifts())
    low, high = middle(found)
    assert 0 <= low <= high <= len(each)
    assert found[:low].sum() + found[low] / 2 >= 0.1 - 1e-12
    assert found[:low].sum() - (found[low - 1] / 2 if low else 0) < 0.1


def test_intervals_hold_8_times_in_10_over_classes_of_all_kinds():
    inside = []
    for n in range(15, 61):
        found = binomial(n, 0.3 + n / 150)
        low, high = middle(found)
        inside.append(found[low : high + 1].sum())
    assert np.mean(inside) == pytest.approx(0.8, abs=0.02)


def test_what_is_sure_is_one_number():
    assert count(np.ones((1, 25)), shifts()) == count(np.full((1, 25), 1.0), shifts())
    found = count(np.ones((1, 25)), shifts())
    assert (found.expected, found.low, found.high) == (25.0, 25, 25)


@pytest.mark.parametrize("chance", [0.02, 0.5, 0.97])
def test_a_large_class_is_counted_as_exactly_as_whole_numbers_show(chance):
    below, above = binomial(MOST_EXACT, chance), binomial(MOST_EXACT + 1, chance)
    assert len(above) == MOST_EXACT + 2
    assert above.sum() == pytest.approx(1)
    assert np.abs(np.array(middle(below)) - middle(above)).max() <= 1
