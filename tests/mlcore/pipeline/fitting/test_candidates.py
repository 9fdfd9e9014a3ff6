"""One suite that runs over every candidate of the table."""

import json
import pickle
from dataclasses import replace

import numpy as np
import pytest
from training_rows import school_rows, school_schema

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate, choose_candidates
from mlcore.pipeline.fitting.folds import usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.tuning import settings, tune

every_candidate = pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda one: one.slug)
SCHEMA = school_schema()
ROWS = usable_rows(school_rows(60), SCHEMA, SCHEMA.task("physics"))
HALVES = [(np.arange(40), np.arange(40, 60))]


def first_recipe(candidate: Candidate, seed: int = 1) -> Recipe:
    return Recipe(candidate, settings(candidate)[0], seed)


@every_candidate
def test_it_learns_from_rows_with_empty_cells_and_beats_the_mean(candidate):
    fitted = first_recipe(candidate).fit(ROWS.take(HALVES[0][0]))
    validation = ROWS.take(HALVES[0][1])
    error = np.abs(fitted.predict(validation) - validation.target).mean()
    assert error < np.abs(validation.target - validation.target.mean()).mean()


@every_candidate
def test_its_predictions_stay_within_the_bounds_of_the_target(candidate):
    narrow = replace(ROWS, target_field=replace(ROWS.target_field, minimum=50.0, maximum=60.0))
    predicted = first_recipe(candidate).fit(narrow).predict(narrow)
    assert predicted.shape == (60,)
    assert predicted.min() == 50
    assert predicted.max() == 60


@every_candidate
def test_it_learns_from_the_few_rows_that_a_large_group_leaves(candidate):
    few = ROWS.take(np.arange(4))
    for params in settings(candidate)[-1:]:
        assert np.isfinite(Recipe(candidate, params, 1).fit(few).predict(ROWS)).all()


@every_candidate
def test_the_same_seed_gives_the_same_predictions(candidate):
    first, second = (first_recipe(candidate, seed=3).fit(ROWS).predict(ROWS) for _ in range(2))
    assert np.array_equal(first, second)


@every_candidate
def test_a_pickled_copy_predicts_the_same(candidate):
    fitted = first_recipe(candidate).fit(ROWS)
    copy = pickle.loads(pickle.dumps(fitted))
    assert np.array_equal(copy.predict(ROWS), fitted.predict(ROWS))


@every_candidate
def test_every_value_of_its_search_space_is_accepted_and_plain_json(candidate):
    for params in settings(candidate):
        estimator = candidate.build(json.loads(json.dumps(params)), seed=1, rows=60)
        assert {name: estimator.get_params()[name] for name in params} == params


@every_candidate
def test_of_rows_that_all_have_one_result_that_one_is_learned(candidate):
    fitted = candidate.fit(settings(candidate)[0], 1, ROWS, np.full(len(ROWS), 42.0))
    assert fitted.predict(ROWS) == pytest.approx(np.full(len(ROWS), 42.0))


@every_candidate
def test_its_search_is_small(candidate):
    assert 1 <= len(settings(candidate)) <= 20


@every_candidate
def test_it_runs_on_one_thread(candidate):
    params = candidate.make(1).get_params()
    assert {params.get("n_jobs", 1), params.get("thread_count", 1)} <= {1, None}


@every_candidate
def test_fitting_leaves_no_files_behind(candidate, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first_recipe(candidate).fit(ROWS)
    assert list(tmp_path.iterdir()) == []


def test_tuning_chooses_the_setting_with_the_smallest_error():
    ridge = replace(choose_candidates(["ridge"])[0], space={"alpha": [1.0, 10_000.0]})
    tuning = tune(ridge, ROWS, HALVES, seed=1)
    assert tuning.params == {"alpha": 1.0, "engineered": False}
    assert min(one.rmse for one in tuning.tried[:2]) == tuning.tried[0].rmse


def test_engineered_columns_are_tried_once_on_the_best_setting():
    ridge = replace(choose_candidates(["ridge"])[0], space={"alpha": [10_000.0, 1.0]})
    tried = tune(ridge, ROWS, HALVES, seed=1).tried
    assert [one.params["engineered"] for one in tried] == [False, False, True]
    assert tried[-1].params["alpha"] == 1.0


def test_engineered_columns_are_not_tried_without_two_number_inputs():
    few = replace(ROWS, fields=tuple(field for field in ROWS.fields if field.slug != "music"))
    tuning = tune(choose_candidates(["linear"])[0], few, HALVES, seed=1)
    assert [one.params for one in tuning.tried] == [{"engineered": False}]


def test_engineered_columns_are_kept_where_they_help():
    numbers = ROWS.inputs[["logic", "music"]].fillna(50)
    spread = replace(ROWS, target=(numbers["logic"] - numbers["music"]).abs().to_numpy())
    assert tune(choose_candidates(["linear"])[0], spread, HALVES, seed=1).params == {"engineered": True}


def test_there_are_at_least_nine_with_names_and_simplicities_of_their_own():
    assert len(CANDIDATES) >= 9
    assert len({one.slug for one in CANDIDATES}) == len({one.simplicity for one in CANDIDATES}) == len(CANDIDATES)


def test_ridge_is_preferred_to_plain_linear_regression_and_both_to_all_others():
    assert [one.slug for one in sorted(CANDIDATES, key=lambda one: one.simplicity)][:2] == ["ridge", "linear"]


def test_chosen_candidates_keep_the_order_of_the_table():
    assert [one.slug for one in choose_candidates(["tree", "linear"])] == ["linear", "tree"]
    assert choose_candidates([]) == CANDIDATES


def test_an_unknown_candidate_is_refused_with_the_names_there_are():
    with pytest.raises(TrainingError, match=r"'forrest'.*forest"):
        choose_candidates(["forrest"])
