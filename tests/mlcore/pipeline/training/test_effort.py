"""Effort follows the rows: what each rule changes, and that it says so."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from trainings import FEW, leaderboard, rows_of, study_of

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import BASELINE, choose_candidates
from mlcore.pipeline.fitting.effort import EFFORT, RULES
from mlcore.pipeline.fitting.folds import comparison_folds, residual_folds, tuning_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.results.parts import InForce
from mlcore.pipeline.training.side_by_side import refitted_answers
from mlcore.pipeline.training.training import train

pytestmark = pytest.mark.training

KNN, FOREST, ADABOOST = choose_candidates(["knn", "forest", "adaboost"])
ROWS = len(rows_of())
NOT_LOWERED = ("one repeat", "compared on a sample", "neighbours step aside")
EVERY = {"compared_on_a_sample": 100} | {name.replace(" ", "_"): 90 for name in EFFORT.above if name not in NOT_LOWERED}


def studied(**above: int) -> Study:
    study = study_of()
    return Study.of(study.frame, study.schema, study.task, seed=study.seed, effort=EFFORT.lowered(**above))


@cache
def outcome(workers: int = 1):
    """With every rule in force that leaves two repeats, on 120 rows."""
    sampled = [replace(KNN, most_rows=60), replace(BASELINE, slug="average"), *FEW]
    return list(train(studied(**EVERY), sampled, place=Here(workers)))[-1].outcome


def of_candidate(slug: str):
    return next(one for one in outcome().results if one.candidate == slug)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_above_its_bound_and_not_at_it(rule):
    assert [EFFORT.holds(rule.name, rows) for rows in (rule.above, rule.above + 1)] == [False, True]
    assert rule.measured


@pytest.mark.parametrize(("bounds", "folds"), [({}, 25), ({"two_repeats": 119}, 10), ({"one_repeat": 119}, 5)])
def test_folds_are_repeated_less_of_more_rows(bounds, folds):
    assert len(comparison_folds(rows_of(), 42, EFFORT.lowered(**bounds))) == folds


def test_at_the_bound_all_repeats_are_made():
    assert len(comparison_folds(rows_of(), 42, EFFORT.lowered(two_repeats=ROWS, one_repeat=ROWS))) == 25


def test_settings_are_searched_on_a_sample():
    folds = tuning_folds(rows_of(), 42, EFFORT.lowered(settings_on_a_sample=50))
    assert {len(train) + len(validation) for train, validation in folds} == {50}
    assert len({int(row) for _, validation in folds for row in validation}) == 50


def test_a_sample_keeps_groups_together():
    rows = rows_of(group="house")
    for learned, validation in tuning_folds(rows, 42, EFFORT.lowered(settings_on_a_sample=60)):
        assert set(rows.groups[learned]).isdisjoint(rows.groups[validation])


def test_ranges_are_measured_on_fewer_folds():
    assert len(residual_folds(rows_of(), 42)) == 10
    assert len(residual_folds(rows_of(), 42, EFFORT.lowered(five_parts_for_ranges=119))) == 5


def test_a_candidate_learns_from_a_sample_that_the_seed_draws():
    recipe = Recipe(replace(ADABOOST, most_rows=40), {}, 42)
    learned = recipe.learned(rows_of())
    assert len(learned) == 40
    assert np.array_equal(learned.target, recipe.learned(rows_of()).target)
    assert not np.array_equal(learned.target, replace(recipe, seed=7).learned(rows_of()).target)


def test_each_tree_of_a_forest_draws_its_own_sample():
    forest = replace(FOREST, most_rows=40)
    assert forest.build({}, 42, rows=41).max_samples == 40
    assert forest.build({}, 42, rows=40).max_samples is None
    assert len(Recipe(forest, {}).learned(rows_of())) == ROWS


def test_a_run_says_which_rules_were_in_force():
    assert InForce("two repeats", 90) in outcome().parts.effort
    assert study_of().effort.in_force(ROWS) == ()


def test_a_stronger_rule_is_said_alone():
    said = [one.rule for one in EFFORT.in_force(10_000)]
    assert "one repeat" in said
    assert "two repeats" not in said


def test_a_candidate_says_that_it_learned_from_a_sample():
    assert of_candidate("knn").effort[-1] == InForce("neighbours on a sample", 60)
    assert all(one.rule == "not repeated" for one in of_candidate("tree").effort)


def test_who_is_clearly_behind_is_not_compared_again():
    average = of_candidate("average")
    assert len(average.fold_scores["rmse"]) == 5
    assert InForce("not repeated", 90) in average.effort
    assert len(outcome().winner.fold_scores["rmse"]) == 10
    assert not outcome().winner.effort


def test_who_is_behind_is_compared_again_where_linear_regression_takes_no_part():
    study = studied(not_repeated=90)
    *_, last = train(study, [KNN, FEW[1]], place=Here(1))
    assert {len(one.fold_scores["rmse"]) for one in last.outcome.results} == {25}


def test_only_the_chosen_one_has_a_learning_curve():
    assert {one.candidate for one in outcome().results if one.learning_curve} == {outcome().winner.candidate}


def test_settings_that_lose_the_first_fold_are_tried_on_no_other():
    tried = of_candidate("knn").tried
    assert sorted({one.folds for one in tried}) == [0, 1]
    assert min(tried, key=lambda one: one.rmse).folds == 0


def test_candidates_are_compared_on_a_sample_and_the_chosen_one_learns_from_all():
    parts = outcome().parts
    assert (parts.rows, parts.compared, parts.training_rows + parts.held_out_rows) == (ROWS, 100, 100)
    assert outcome().bundle.passport["rows"] == ROWS
    assert outcome().diagnosis.coverage[0].rows == 90


def test_a_recipe_is_compared_on_the_folds_of_the_sample():
    winner = outcome().winner
    again = refitted_answers(studied(**EVERY), Recipe.named(winner.candidate, winner.params))
    assert again.scores["rmse"] == winner.fold_scores["rmse"]


def test_two_workers_give_the_same_with_all_rules_in_force():
    assert leaderboard(outcome(workers=2)) == leaderboard(outcome())


def test_a_candidate_that_steps_aside_says_so():
    knn = replace(KNN, aside_above=100)
    *_, last = train(study_of(), [knn, FEW[0]], place=Here(1))
    assert last.outcome.selection.compared == 1
    assert last.outcome.results[-1].aside == InForce("neighbours step aside", 100)
    assert last.outcome.results[-1].r2 is None


def test_a_training_of_nobody_but_who_steps_aside_is_refused():
    with pytest.raises(TrainingError, match="more rows and inputs than it can look among"):
        list(train(study_of(), [replace(KNN, aside_above=100)], place=Here(1)))
