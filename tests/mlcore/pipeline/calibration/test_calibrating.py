"""Ranges hold what they promise: widths are measured on rows that the model asked had not seen."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from crepes import ConformalPredictiveSystem
from hypothesis import given
from hypothesis import strategies as st
from models_asked import ModelAsked
from served_bundles import calibrated, folds_of, half_width, rows_of, small_recipe
from sklearn.model_selection import KFold
from training_rows import INPUTS, school_rows

from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.calibration.gaps import DRAWN
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.distribution.quantiles import PERCENTS, TAILS, conformal_quantile, quantiles, reaches
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.cross_fitting import CrossFit, cross_fit
from mlcore.pipeline.fitting.folds import Rows

COSTS = dict(zip(INPUTS, [1, 2, 4, 8], strict=True))


class Off(ModelAsked):
    """A model whose error is known: `base`, and what each missing input costs, above and below the target in turn."""

    def __init__(self, costs: dict[str, int], base: int = 1) -> None:
        self.costs, self.base, self.asked = costs, base, []

    def predict(self, rows: Rows) -> np.ndarray:
        self.asked.append(rows.inputs)
        error = self.base + sum(rows.inputs[slug].isna() * cost for slug, cost in self.costs.items())
        return rows.target + error * np.where(np.arange(len(rows)) % 2, 1, -1)


def measured(rows: Rows, model: Off):
    return calibrate(rows, CrossFit(folds_of(len(rows), 2), [model, model], rows.target))


def whole_rows(number: int = 40) -> Rows:
    return rows_of(school_rows(number, missing=False))


def lacking(slug: str, gaps: int, number: int) -> Rows:
    frame = school_rows(number, missing=False)
    frame.loc[: gaps - 1, slug] = np.nan
    return rows_of(frame)


def rows_of_inputs(numbers: int, categories: int) -> Rows:
    rows = whole_rows()
    kinds = {field.kind: field for field in rows.fields}
    slugs = [("number", f"n{place:02}") for place in range(numbers)]
    slugs += [("category", f"c{place}") for place in range(categories)]
    inputs = pd.DataFrame({slug: [1.0 if kind == "number" else "north"] * len(rows) for kind, slug in slugs})
    return replace(rows, fields=tuple(replace(kinds[kind], slug=slug) for kind, slug in slugs), inputs=inputs)


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


@pytest.mark.parametrize("rows", [150, 200, 398])
def test_quantiles_equal_those_of_the_predictive_system_of_crepes(rows):
    learned = rows_of(school_rows(rows, missing=False))
    fitted = cross_fit(small_recipe(), learned, folds_of(rows))
    oracle = ConformalPredictiveSystem().fit(learned.target - fitted.predicted)
    lower, higher = [percent for percent in PERCENTS if percent < 50], [percent for percent in PERCENTS if percent > 50]
    theirs = oracle.predict_percentiles(np.zeros(1), lower_percentiles=lower, higher_percentiles=higher)
    ours = quantiles(reaches(learned.target - fitted.predicted, unknown=np.inf))
    assert ours.tolist() == pytest.approx(theirs[0].tolist(), abs=1e-9)
    served = calibrate(learned, fitted).quantiles(frozenset(), 50.0)
    assert served[TAILS].tolist() == pytest.approx(theirs[0][TAILS].tolist(), abs=1e-5)  # a bundle has 32 bits for each


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


def test_a_set_of_missing_inputs_is_as_wide_as_the_errors_without_them():
    found = measured(whole_rows(), Off(COSTS))
    expected = {missing: 1 + sum(COSTS[slug] for slug in missing) for missing in found.by_set.sets}
    assert {missing: half_width(found, 90, missing) for missing in found.by_set.sets} == pytest.approx(expected)
    assert found.rows == 40


def test_knowing_less_is_never_narrower_though_the_rows_say_so():
    found = measured(whole_rows(), Off(COSTS | {"track": -1}, base=10))
    assert half_width(found, 90, {"track"}) == pytest.approx(10)
    assert half_width(found, 90, {"track", "music"}) == pytest.approx(18)


def test_every_input_every_pair_the_numbers_the_others_and_all_are_measured():
    found = [sorted(missing) for missing in measured(rows_of_inputs(3, 3), Off({})).by_set.sets]
    assert [len(missing) for missing in found].count(1) == 6
    assert [len(missing) for missing in found].count(2) == 15
    assert found[:2] == [[], ["c0"]]
    assert ["c0", "c1", "c2"] in found
    assert ["n00", "n01", "n02"] in found
    assert found[-1] == ["c0", "c1", "c2", "n00", "n01", "n02"]


@pytest.mark.parametrize(("numbers", "pairs"), [(9, 66), (10, 0)])
def test_pairs_are_measured_up_to_twelve_inputs(numbers, pairs):
    sizes = [len(missing) for missing in measured(rows_of_inputs(numbers, 3), Off({})).by_set.sets]
    assert sizes.count(2) == pairs
    assert len(sizes) <= 1 + numbers + 3 + pairs + 3 + DRAWN


def test_missing_numbers_and_missing_answers_are_asked_for_as_files_leave_them_out():
    model = Off(COSTS)
    measured(whole_rows(), model)
    without = [inputs for inputs in model.asked if inputs[["track", "logic"]].isna().all(axis=None)]
    assert {type(value) for inputs in without for value in inputs["track"]} == {type(None)}
    assert all(inputs["logic"].dtype == float for inputs in without)


@pytest.mark.parametrize(("number", "gaps"), [(40, 20), (40, 21), (300, 200), (300, 201), (300, 299)])
def test_rows_that_lack_something_else_count_less_what_that_adds(number, gaps):
    found = measured(lacking("logic", gaps, number), Off(COSTS))
    assert half_width(found, 90) == pytest.approx(1, rel=0.02)
    assert half_width(found, 90, {"logic"}) == pytest.approx(5, rel=0.02)
    assert half_width(found, 90, {"music"}) == pytest.approx(9, rel=0.02)


@pytest.mark.parametrize(("number", "blanked"), [(5_000, 2_500), (5_001, 1_251), (10_001, 1_667)])
def test_of_many_rows_an_even_share_is_blanked(number, blanked):
    model = Off(COSTS)
    measured(whole_rows(number), model)
    whole, _, without, *_ = (len(inputs) for inputs in model.asked)
    assert (whole, without) == (-(-number // 2), blanked)


def test_every_fold_needs_its_model():
    rows = whole_rows()
    with pytest.raises(ValueError, match="zip"):
        calibrate(rows, CrossFit(folds_of(len(rows), 2), [Off(COSTS)], rows.target))


@pytest.mark.parametrize(
    ("errors", "level", "found"), [(9, 90, 9), (19, 90, 18), (20, 90, 19), (4, 80, 4), (9, 80, 8), (10, 80, 9)]
)
def test_the_quantile_is_an_error_that_was_made(errors, level, found):
    assert conformal_quantile(np.arange(errors, 0.0, -1), level) == found


def test_eighty_percent_need_four_rows():
    with pytest.raises(TrainingError, match="^3 rows are too few for a 80 % range; at least 4 are needed$"):
        conformal_quantile(np.arange(3.0), 80)


@given(errors=st.lists(st.floats(0, 100), min_size=10, max_size=60), level=st.sampled_from(LEVELS))
def test_the_quantile_is_the_error_of_its_rank(errors, level):
    rank = math.ceil((len(errors) + 1) * level / 100)
    assert conformal_quantile(np.array(errors), level) == sorted(errors)[rank - 1]


@pytest.mark.parametrize(("said", "unit", "step"), [(None, 1, 1.0), (None, 0.5, 0.0), (0.5, 0.5, 0.5), (0.5, 1, 0.5)])
def test_results_are_counted_in_what_the_schema_says_or_else_in_whole_marks(said, unit, step):
    rows = rows_of(school_rows(60))
    rows = replace(rows, target=np.arange(60) * unit, target_field=replace(rows.target_field, step=said))
    assert calibrate(rows, cross_fit(small_recipe(), rows)).step == step
