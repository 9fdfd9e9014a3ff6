"""Ranges hold what they promise, and widen with what is missing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapie.regression import CrossConformalRegressor
from served_bundles import BOUNDS, FIELDS, bundle_of, clipping_bundle, folds_of, learner, ranges_of_school, some_rows
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, PredefinedSplit
from training_rows import INPUTS, school_rows

from mlcore.pipeline.bundle.ranges import LEVELS, Ranges, conformal_quantile
from mlcore.pipeline.exceptions import TrainingError

SOME_INPUTS = st.frozensets(st.sampled_from(INPUTS))


def half_width(ranges, level, missing=()):
    return ranges.of(frozenset(missing))[level]


def calibrated(frame, parts=10, slug="linear"):
    inputs, target = frame[INPUTS], frame["physics"].to_numpy()
    return Ranges.calibrate(FIELDS, inputs, target, BOUNDS, folds_of(len(frame), parts), learner(inputs, target, slug))


@pytest.mark.parametrize("slug", ["linear", "catboost", "knn"])
@given(rows=some_rows)
def test_a_value_lies_within_its_ranges_and_all_within_the_bounds_of_the_target(slug, rows):
    for answer in bundle_of(slug).predict(rows):
        (low, high), (lowest, highest) = answer.ranges[80], answer.ranges[90]
        assert 0 <= lowest <= low <= answer.value <= high <= highest <= 100


@given(rows=some_rows)
def test_values_and_ranges_stop_at_the_bounds_of_the_target(rows):
    for answer in clipping_bundle().predict(rows):
        (low, high), (lowest, highest) = answer.ranges[80], answer.ranges[90]
        assert 50 <= lowest <= low <= answer.value <= high <= highest <= 60


def test_eighty_and_ninety_percent_cover_what_they_say_on_rows_never_seen():
    frame, covered, widths = school_rows(800, missing=False), {80: [], 90: []}, []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(frame))
        learned, unseen = frame.iloc[order[:640]], frame.iloc[order[640:]]
        ranges = calibrated(learned)
        predict = learner(learned[INPUTS], learned["physics"].to_numpy())(np.arange(640))
        errors = np.abs(predict(unseen[INPUTS]) - unseen["physics"].to_numpy())
        for level in LEVELS:
            covered[level].append(float((errors <= half_width(ranges, level)).mean()))
        widths.append(2 * half_width(ranges, 90))
    assert 0.77 <= np.mean(covered[80]) <= 0.83
    assert 0.88 <= np.mean(covered[90]) <= 0.92
    assert np.mean(widths) <= 2 * 1.645 * 5 * 1.1  # the noise of the rows is a normal with sd 5


def test_half_widths_equal_those_of_mapie():
    random = np.random.default_rng(3)
    frame = school_rows(200, missing=False)
    frame["physics"] = frame["logic"] * 0.7 + random.normal(0, 4, 200)
    inputs, target, folds = frame[["logic", "music"]], frame["physics"].to_numpy(), folds_of(200)
    fold_of_row = PredefinedSplit(np.arange(200) % 5)
    oracle = CrossConformalRegressor(LinearRegression(), confidence_level=[0.8, 0.9], method="base", cv=fold_of_row)
    oracle.fit_conformalize(inputs.to_numpy(), target)
    _, intervals = oracle.predict_interval(inputs.to_numpy()[:1])

    def fit(at):
        fitted = LinearRegression().fit(inputs.to_numpy()[at], target[at])
        return lambda rows: fitted.predict(rows.to_numpy())

    ours = Ranges.calibrate(FIELDS[2:], inputs, target, (-1e9, 1e9), folds, lambda at: _without_gaps(fit(at)))
    theirs = (intervals[0, 1] - intervals[0, 0]) / 2
    assert [half_width(ours, level) for level in LEVELS] == pytest.approx(theirs.tolist(), abs=1e-6)


def _without_gaps(predict):
    return lambda rows: predict(rows.fillna(0))


@given(less=SOME_INPUTS, more=SOME_INPUTS)
def test_knowing_less_never_makes_a_range_narrower(less, more):
    for level in LEVELS:
        assert half_width(ranges_of_school(), level, less | more) >= half_width(ranges_of_school(), level, less)


def test_a_missing_input_that_matters_widens_the_range():
    ranges = ranges_of_school()
    assert half_width(ranges, 90, {"logic"}) > 1.2 * half_width(ranges, 90)
    assert half_width(ranges, 90, INPUTS) > 1.5 * half_width(ranges, 90)


def test_a_range_with_a_missing_input_covers_rows_that_lack_it():
    frame = school_rows(1200, missing=False)
    learned, unseen = frame.iloc[:600].reset_index(drop=True), frame.iloc[600:]
    predict = learner(learned[INPUTS], learned["physics"].to_numpy())(np.arange(600))
    errors = np.abs(predict(unseen[INPUTS].assign(logic=np.nan)) - unseen["physics"].to_numpy())
    assert 0.86 <= (errors <= half_width(calibrated(learned), 90, {"logic"})).mean() <= 0.94


def test_a_set_that_was_not_measured_uses_the_smallest_measured_one_that_contains_it():
    nothing, one, all_three = frozenset(), frozenset("a"), frozenset("abc")
    ranges = Ranges({nothing: {90: 1.0}, one: {90: 2.0}, frozenset("ab"): {90: 3.0}, all_three: {90: 4.0}}, 50)
    assert half_width(ranges, 90, {"b"}) == 3.0
    assert half_width(ranges, 90, {"b", "c"}) == 4.0


@given(st.lists(st.floats(0, 50), min_size=9, max_size=60))
def test_the_quantile_leaves_room_for_the_next_row(errors):
    quantile = conformal_quantile(np.array(errors), 90)
    assert sum(error <= quantile for error in errors) >= 0.9 * (len(errors) + 1) - 1e-9


def test_too_few_rows_are_refused_with_the_number_needed():
    with pytest.raises(TrainingError, match="8 rows are too few for a 90 % range; at least 9"):
        conformal_quantile(np.arange(8.0), 90)


def test_the_folds_may_be_those_of_scikit_learn():
    frame = school_rows(60)
    inputs, target = frame[INPUTS], frame["physics"].to_numpy()
    folds = list(KFold(5, shuffle=True, random_state=1).split(target))
    ranges = Ranges.calibrate(FIELDS, inputs, target, BOUNDS, folds, learner(inputs, target))
    assert 0 < half_width(ranges, 80) <= half_width(ranges, 90) < 50
