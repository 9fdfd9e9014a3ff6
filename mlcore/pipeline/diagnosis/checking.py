"""Chances held against results: of a bundle that serves, of its recipe, or as they were stored."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.calibration.yardsticks import choose_yardstick, cross_fitted_reaches, out_of_fold
from mlcore.pipeline.diagnosis.reliability import by_chance, cuts, held_against, reliability
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.results.reliability import CheckedChances, Reliability


def tells_chances(bundle: Bundle) -> bool:
    """Not those up to format 3."""
    return bundle.distribution({}, 0.0) is not None


def check_served(bundle: Bundle, frame: pd.DataFrame, learned: int) -> CheckedChances:
    """What it says of rows of a checked frame whose target is known, none of which it learned from; `learned` others
    were left out."""
    rows: Any = frame[list(bundle.task.inputs)].to_dict("records")
    actual = frame[bundle.task.target].to_numpy(dtype=np.float64)
    said = map(bundle.distribution, rows, bundle.predict_values(frame).tolist())
    each, step = [one for one in said if one is not None], bundle.ranges.step
    scores = cuts(actual, bundle.schema.field(bundle.task.target).grading, step)
    found = held_against(each, actual, scores, step)
    return CheckedChances(kind="served", rows=len(frame), learned=learned, found=found)


def check_recipe(recipe: Recipe, rows: Rows, step: float) -> CheckedChances:
    """What models and residuals say of rows that they have not seen, made by the recipe of the other rows."""
    told = out_of_fold(rows, cross_fit(recipe, rows))
    reach = cross_fitted_reaches(told, choose_yardstick(told).yardstick)
    found = reliability(told, reach, cuts(told.actual, rows.target_field.grading, step), step)
    return CheckedChances(kind="fitted again", rows=len(rows), learned=None, found=found)


def with_band(found: Reliability, looks: int) -> Reliability:
    """As it was stored, or told from the bins, which are coarser."""
    if found.by_chance is not None:
        return found
    chances = np.repeat([one.predicted for one in found.bins], [one.rows for one in found.bins])
    return replace(found, by_chance=by_chance(chances, looks))
