"""Chances are checked where grades begin and from where it is passed, else at the quartiles."""

import numpy as np
import pytest

from mlcore.pipeline.diagnosis.reliability import cuts, reached
from mlcore.pipeline.schema import Grade, Grading

MARKS = np.arange(41.0, 61.0)
QUARTILES = (46.0, 51.0, 56.0)


def grading(*starts: float, passed: float | None = None) -> Grading:
    grades = tuple(Grade(label=f"from {start}", start=start) for start in starts)
    return Grading(grades=grades, pass_at=passed)


def test_chances_are_checked_where_grades_begin_and_from_where_it_is_passed():
    assert cuts(MARKS, grading(0, 45, 55, passed=50), step=1.0) == (45.0, 50.0, 55.0)


def test_boundaries_that_nobody_or_everybody_reaches_tell_nothing_and_are_left_out():
    assert cuts(MARKS, grading(0, 30, 41, 42, 60, 61, 90), step=1.0) == (42, 60)


@pytest.mark.parametrize("given", [None, grading(0, 70, 80), grading(passed=30)])
def test_without_a_boundary_that_tells_the_quartiles_are_taken(given):
    assert cuts(MARKS, given, step=1.0) == QUARTILES


def test_a_score_is_reached_from_half_a_step_below_it():
    assert reached(np.array([59.0, 59.5, 60.0]), 60, step=1.0).tolist() == [0, 1, 1]
    assert reached(np.array([59.0, 59.5, 60.0]), 60, step=0.0).tolist() == [0, 0, 1]
