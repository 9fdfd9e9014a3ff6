"""Chances are checked where grades begin and from where it is passed, else at the quartiles."""

from dataclasses import replace

import numpy as np
import pytest

from mlcore.pipeline.diagnosis.reliability import by_chance, calibration_error, cuts, reached
from mlcore.pipeline.results.reliability import Reliability
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


def test_by_chance_alone_an_error_is_as_large_as_its_distribution_says():
    # The mean of 400 even chances has a standard error of 0.025; 1 of 40 lie further off than 2.24 of them.
    assert by_chance(np.full(400, 0.5)) == pytest.approx(2.24 * 0.025, abs=0.005)


def test_of_four_scores_looked_at_together_as_few_are_off_by_more_as_of_one():
    random = np.random.default_rng(4)
    every = [random.beta(0.5, 0.5, 300) for _ in range(4)]
    limits = [by_chance(chances, looks=4) for chances in every]
    alarms = [
        any(
            calibration_error(chances, (random.random(300) < chances).astype(float)) > limit
            for chances, limit in zip(every, limits, strict=True)
        )
        for _ in range(400)
    ]
    assert 0.005 < np.mean(alarms) < 0.055


def test_certain_chances_are_off_by_nothing():
    assert by_chance(np.repeat([0.0, 1.0], 50)) == 0.0


def test_right_chances_are_seldom_off_by_more_and_wrong_ones_are():
    random = np.random.default_rng(3)
    chances = random.beta(0.5, 0.5, 300)
    limit = by_chance(chances)
    drawn = [(random.random(300) < chances).astype(float) for _ in range(400)]
    assert 0.005 < np.mean([calibration_error(chances, one) > limit for one in drawn]) < 0.055
    assert calibration_error(np.clip(chances + 0.2, 0, 1), drawn[0]) > limit


def test_a_small_error_is_in_band_however_many_rows_there_are():
    figures = {"rows": 10**6, "reached": 0.5, "brier": 0.1, "brier_of_share": 0.25, "bins": ()}
    found = Reliability(score=60, calibration_error=0.019, by_chance=0.001, **figures)
    assert found.is_in_band
    assert not replace(found, calibration_error=0.021).is_in_band
    assert replace(found, calibration_error=0.021, by_chance=0.03).is_in_band


def test_a_boundary_between_two_marks_is_reached_by_the_higher_one():
    assert reached(np.array([69.0, 70.0]), 69.5, step=1.0).tolist() == [0, 1]
