"""Very many inputs: all are measured, the closest and strongest are looked at in full, and steps say how far it is."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from wide_rows import wide_rows, wide_schema

from mlcore.pipeline.calibration.yardsticks import choose_yardstick, out_of_fold
from mlcore.pipeline.diagnosis.diagnosis import audited_fields, diagnose
from mlcore.pipeline.fitting import recipe as recipes
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.stats.neighbours import KeptDistances
from mlcore.pipeline.stepwise import finished
from mlcore.pipeline.training.making_bundle import make_bundle

WIDE = wide_schema(25, 25)
STUDY = Study.of(wide_rows(WIDE), WIDE, WIDE.tasks[0])


def steps_of(slug, **params):
    recipe = Recipe.named(slug, params)
    cross_fitted = cross_fit(recipe, STUDY.rows)
    chosen = choose_yardstick(out_of_fold(STUDY.rows, cross_fitted))
    return diagnose(STUDY, cross_fitted, make_bundle(STUDY, recipe, cross_fitted), chosen, audited_fields(STUDY))


@lru_cache
def ridge():
    return finished(steps_of("ridge", alpha=10.0))


def test_every_input_is_measured_and_the_strongest_are_followed():
    strongest = {one.field for one in ridge().importance[:40]}
    assert len(ridge().importance) == 50
    assert {one.field for one in ridge().dependence} == strongest


def test_errors_are_looked_at_by_the_inputs_that_go_most_closely_with_the_target():
    looked_at = [one.field for one in ridge().groups]
    assert len(looked_at) == 40
    assert "number_0" in looked_at


def test_sensitive_and_audited_fields_stay_however_many_inputs_there_are():
    fields = tuple(replace(field, sensitive=field.slug == "number_24") for field in WIDE.fields)
    task = replace(WIDE.tasks[0], inputs=WIDE.tasks[0].inputs[:-1], audit=("category_24",))
    study = replace(STUDY, schema=replace(WIDE, fields=fields), task=task)
    assert {"number_24", "category_24"} <= {field.slug for field in audited_fields(study)}


def test_steps_come_for_every_input_and_never_go_back():
    told = list(steps_of("tree", max_depth=2))
    parts = ["importance", "dependence", "groups"]
    assert [(parts.index(part), done) for part, done, _ in told] == sorted((parts.index(p), d) for p, d, _ in told)
    assert [total for part, done, total in told if part == "importance"] == [50] * 50


@pytest.mark.parametrize("params", [{"p": 1}, {"p": 2, "weights": "distance"}, {"p": 2, "engineered": True}])
def test_nearest_neighbours_asked_again_answer_as_they_would_at_once(params, monkeypatch):
    fitted = Recipe.named("knn", {"n_neighbors": 7, **params}).fit(STUDY.rows.take(np.arange(80)))
    rows = STUDY.rows.take(np.arange(80, 120))
    changed = {"number_3": [70.0] * 40, "category_2": [None] * 40}
    quick = fitted.again_and_again(rows)
    monkeypatch.setattr(recipes, "MANY_INPUTS", 10**6)
    assert isinstance(quick._predict.__self__, KeptDistances)
    for asked in ({}, changed, {field.slug: rows.inputs[field.slug].to_numpy()[::-1] for field in rows.fields}):
        assert quick.predict(asked) == pytest.approx(fitted.again_and_again(rows).predict(asked), abs=1e-9)
