"""How far classes are off together is told from results that the model had not seen."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from school_classes import SCHEMA, school
from served_bundles import small_recipe
from training_rows import school_rows, school_schema

from mlcore.pipeline.calibration.calibrating import calibrate
from mlcore.pipeline.calibration.moving_together import moving_together, normal_scores
from mlcore.pipeline.distribution.predictive_system import PredictiveSystem
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import usable_rows


@cache
def measured(share: float):
    rows = usable_rows(school(np.full(60, 25), share, np.random.default_rng(3)), SCHEMA, SCHEMA.tasks[0])
    fitted = cross_fit(small_recipe(), rows)
    return rows, fitted, calibrate(rows, fitted)


@pytest.mark.parametrize("share", [0.0, 0.15])
def test_a_system_knows_what_classes_have_in_common(share):
    _, _, system = measured(share)
    assert system.between.share == pytest.approx(share, abs=0.05)
    assert system.between.groups == 60


def test_results_become_standard_normal():
    scores = normal_scores(*measured(0.15))
    assert (scores.mean(), scores.std()) == pytest.approx((0, 1), abs=0.05)


def test_rows_that_name_no_group_tell_nothing():
    rows, fitted, system = measured(0.15)
    assert moving_together(replace(rows, groups=None), fitted, system) is None


def test_it_is_stored_with_the_ranges_and_older_files_have_none():
    _, _, system = measured(0.15)
    stored = system.to_dict()
    assert PredictiveSystem.from_dict(stored).between == system.between
    del stored["between"]
    assert PredictiveSystem.from_dict(stored).between is None


def test_a_row_that_lacks_an_input_is_held_against_others_that_do():
    frame = school_rows(400, houses=20)
    frame.loc[::2, "logic"], frame.loc[::2, "music"] = np.nan, np.nan
    rows = usable_rows(frame, school_schema("house"), school_schema().task("physics"))
    fitted = cross_fit(small_recipe(), rows)
    scores, lacking = normal_scores(rows, fitted, calibrate(rows, fitted)), rows.inputs["logic"].isna().to_numpy()
    assert scores[lacking].std() == pytest.approx(scores[~lacking].std(), abs=0.2)
