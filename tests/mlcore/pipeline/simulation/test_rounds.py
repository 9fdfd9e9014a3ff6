"""Support fools a model that does not know of it, and hardly one that does; no answer depends on it."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.fitting.candidates import choose_candidates
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.simulation.rounds import simulate
from mlcore.pipeline.simulation.school import reached, schema, year
from mlcore.pipeline.training.making_bundle import make_bundle

pytestmark = pytest.mark.training
STUDENTS = 200


@pytest.mark.parametrize("name", ["linear", "lasso", "knn", "tree"])
def test_low_students_without_support_are_hardly_predicted_too_high(name):
    (found,) = simulate(choose_candidates([name]), range(4))
    assert abs(found.flagged.mean) <= 0.5
    assert found.unflagged.mean >= 2
    assert found.unflagged.low > abs(found.flagged.mean)


@cache
def learned():
    """A bundle of rows of which some are marked, and these rows and marks."""
    random, school = np.random.default_rng(3), schema()
    entered = year(STUDENTS, random)
    marked = entered.expected < np.quantile(entered.expected, 0.3)
    study = Study.of(reached(entered, marked, random), school, school.tasks[0], supported=marked)
    recipe = Recipe.named("tree", {"max_depth": 4})
    return make_bundle(study, recipe, cross_fit(recipe, study.rows)), entered.entered.to_dict("records"), marked


@given(order=st.permutations(range(STUDENTS)))
def test_permuting_the_flag_of_those_asked_about_changes_no_answer(order):
    bundle, rows, marked = learned()
    flagged = [row | {"supported": bool(mark)} for row, mark in zip(rows, marked[order], strict=True)]
    assert bundle.predict(flagged) == bundle.predict(rows)


def test_no_contribution_is_of_support():
    bundle, rows, _ = learned()
    assert bundle.explain(rows[0]).contributions.keys() == {"first", "second", "kind"}
