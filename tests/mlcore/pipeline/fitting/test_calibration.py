"""Ranges hold what they promise: widths are measured on rows that the model asked had not seen."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapie.regression import CrossConformalRegressor
from served_bundles import calibrated, folds_of, half_width, rows_of, small_recipe
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, PredefinedSplit
from training_rows import school_rows

from mlcore.pipeline.bundle.levels import LEVELS
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.calibration import calibrate, conformal_quantile
from mlcore.pipeline.fitting.cross_fitting import cross_fit


def errors_on(unseen, learned):
    rows = rows_of(unseen)
    return np.abs(small_recipe().fit(rows_of(learned)).predict(rows) - rows.target)


def test_eighty_and_ninety_percent_cover_what_they_say_on_rows_never_seen():
    frame, covered, widths = school_rows(800, missing=False), {80: [], 90: []}, []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(frame))
        learned, unseen = frame.iloc[order[:640]], frame.iloc[order[640:]]
        ranges, errors = calibrated(learned), errors_on(unseen, learned)
        for level in LEVELS:
            covered[level].append(float((errors <= half_width(ranges, level)).mean()))
        widths.append(2 * half_width(ranges, 90))
    assert 0.77 <= np.mean(covered[80]) <= 0.83
    assert 0.88 <= np.mean(covered[90]) <= 0.92
    assert np.mean(widths) <= 2 * 1.645 * 5 * 1.1  # the noise of the rows is a normal with sd 5


def test_half_widths_equal_those_of_mapie():
    frame = school_rows(200, missing=False)
    frame["physics"] = frame["logic"] * 0.7 + np.random.default_rng(3).normal(0, 4, 200)
    rows = replace(rows_of(frame), fields=rows_of(frame).fields[2:])
    inputs, fold_of_row = frame[["logic", "music"]].to_numpy(), PredefinedSplit(np.arange(200) % 5)
    oracle = CrossConformalRegressor(LinearRegression(), confidence_level=[0.8, 0.9], method="base", cv=fold_of_row)
    oracle.fit_conformalize(inputs, rows.target)
    _, intervals = oracle.predict_interval(inputs[:1])
    ours = calibrate(rows, cross_fit(small_recipe(), rows, folds_of(200)))
    theirs = (intervals[0, 1] - intervals[0, 0]) / 2
    assert [half_width(ours, level) for level in LEVELS] == pytest.approx(theirs.tolist(), abs=1e-6)


def test_a_range_with_a_missing_input_covers_rows_that_lack_it():
    frame = school_rows(1200, missing=False)
    learned, unseen = frame.iloc[:600], frame.iloc[600:].assign(logic=np.nan)
    errors = errors_on(unseen, learned)
    assert 0.86 <= (errors <= half_width(calibrated(learned), 90, {"logic"})).mean() <= 0.94


@given(st.lists(st.floats(0, 50), min_size=9, max_size=60))
def test_the_quantile_leaves_room_for_the_next_row(errors):
    quantile = conformal_quantile(np.array(errors), 90)
    assert sum(error <= quantile for error in errors) >= 0.9 * (len(errors) + 1) - 1e-9


def test_too_few_rows_are_refused_with_the_number_needed():
    with pytest.raises(TrainingError, match="8 rows are too few for a 90 % range; at least 9"):
        conformal_quantile(np.arange(8.0), 90)


def test_the_folds_may_be_those_of_scikit_learn():
    rows = rows_of(school_rows(60))
    folds = list(KFold(5, shuffle=True, random_state=1).split(rows.target))
    ranges = calibrate(rows, cross_fit(small_recipe(), rows, folds))
    assert 0 < half_width(ranges, 80) <= half_width(ranges, 90) < 50
