"""Ranges fit the student where that is better, and only there."""

from functools import cache

import numpy as np
import pytest
from served_bundles import folds_of

from mlcore.pipeline.calibration.yardsticks import (
    CONSTANT,
    OutOfFold,
    choose_yardstick,
    cross_fitted_reaches,
    ends,
    interval_score,
    local_reaches,
)
from mlcore.pipeline.diagnosis.coverage import coverage_by_part
from mlcore.pipeline.diagnosis.reliability import reliability
from mlcore.pipeline.results.yardsticks import Yardstick

TEN = Yardstick(nearest=0.1)


@cache
def spreading(rows: int = 1_000, seed: int = 1, low: float = 2.0, high: float = 10.0) -> OutOfFold:
    """Predictions from 20 to 80, off by `low` at one end and by `high` at the other."""
    random = np.random.default_rng(seed)
    predicted = random.uniform(20, 80, rows)
    actual = predicted + random.normal(0, 1, rows) * spread_at(predicted, low, high)
    return OutOfFold(predicted=predicted, actual=actual, folds=folds_of(rows, 10), bounds=(-50.0, 150.0))


def spread_at(predicted, low=2.0, high=10.0):
    return low + (high - low) * (predicted - 20) / 60


def whole_marks(rows: int) -> OutOfFold:
    random = np.random.default_rng(4)
    predicted = random.normal(11, 3, rows).clip(0, 20)
    actual = (predicted + random.normal(0, 1, rows) * (4.5 - 0.2 * predicted).clip(0.7)).round().clip(0, 20)
    return OutOfFold(predicted=predicted, actual=actual, folds=folds_of(rows, 10), bounds=(0.0, 20.0))


@pytest.mark.parametrize("rows", [300, 1_000])
def test_where_the_spread_grows_with_the_level_ranges_do_too(rows):
    assert choose_yardstick(spreading(rows)).yardstick.is_local


@pytest.mark.parametrize("rows", [100, 300, 1_000])
@pytest.mark.parametrize("seed", range(5))
def test_where_the_spread_is_the_same_everywhere_so_are_ranges(rows, seed):
    assert choose_yardstick(spreading(rows, seed, low=6.0, high=6.0)).yardstick == CONSTANT


def test_ranges_that_fit_the_student_are_hardly_wider_than_the_true_spread():
    rows = spreading()
    low, high = ends(rows, cross_fitted_reaches(rows, choose_yardstick(rows).yardstick), 90)
    assert (high - low).mean() <= 1.15 * (2 * 1.645 * spread_at(rows.predicted)).mean()


def test_ranges_that_fit_the_student_hold_in_each_third():
    rows = spreading(3_000)
    for part in coverage_by_part(rows, cross_fitted_reaches(rows, choose_yardstick(rows).yardstick)):
        assert 0.85 <= part.levels[1].share.mean <= 0.95


def test_one_width_for_all_is_seen_to_miss_where_the_spread_is_large():
    rows = spreading(3_000)
    lowest, _, highest = coverage_by_part(rows, cross_fitted_reaches(rows, CONSTANT))
    assert lowest.levels[1].share.mean > 0.97
    assert highest.levels[1].share.mean < 0.85


@pytest.mark.parametrize("number", [300, 600])
def test_chances_of_whole_marks_come_true(number):
    rows = whole_marks(number)
    found = reliability(rows, cross_fitted_reaches(rows, choose_yardstick(rows).yardstick), [8, 10, 13], step=1.0)
    assert np.mean([at.calibration_error for at in found]) <= 0.025 + 0.5 / number**0.5


def test_a_fold_is_not_told_from_its_own_rows():
    rows = spreading(100)
    changed = OutOfFold(
        predicted=rows.predicted,
        actual=np.where(np.arange(100) % 10, rows.actual, 150),
        folds=rows.folds,
        bounds=rows.bounds,
    )
    before, after = (cross_fitted_reaches(one, CONSTANT)[::10] for one in (rows, changed))
    assert before.tolist() == after.tolist()


def test_too_few_residuals_tell_of_no_range():
    few = spreading(20)
    assert np.isnan(cross_fitted_reaches(few, CONSTANT)).all()
    assert interval_score(few, CONSTANT) is None
    assert choose_yardstick(few).tried == ()


def test_of_no_more_rows_than_count_all_are_one_window():
    residuals = np.random.default_rng(2).normal(0, 3, 60)
    near = local_reaches(np.arange(60.0), residuals, np.array([0.0, 59.0]), 60, 100.0)
    assert near[0].tolist() == near[1].tolist()


def test_the_score_counts_width_and_ten_or_twenty_times_what_lies_outside():
    rows = OutOfFold(
        predicted=np.zeros(40), actual=np.tile([-1.0, -1.0, 1.0, 1.0], 10), folds=folds_of(40, 2), bounds=(-9.0, 9.0)
    )
    assert interval_score(rows, CONSTANT) == pytest.approx(2.0)
