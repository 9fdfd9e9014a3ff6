"""The winner becomes the bundle that serves."""

import numpy as np
import pytest
from training_rows import school_rows, school_schema
from trainings import quick, rows_of, shared_outcome, study_of

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.fitting.candidates import CANDIDATES
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.tuning import settings
from mlcore.pipeline.rows.storing import content_sha256
from mlcore.pipeline.training.making_bundle import make_bundle

pytestmark = pytest.mark.training


def test_the_bundle_serves_the_winner_fitted_on_all_rows():
    winner, rows = shared_outcome().winner, rows_of()
    expected = Recipe.named(winner.candidate, winner.params, seed=42).fit(rows).predict(rows)
    assert shared_outcome().bundle.predict_values(rows.inputs) == pytest.approx(expected)


def test_the_passport_says_what_was_learned_from_what():
    passport, winner = shared_outcome().bundle.passport, shared_outcome().winner
    assert passport["data_sha256"] == content_sha256(school_rows(), school_schema())
    assert (passport["candidate"], passport["params"]) == (winner.candidate, winner.params)
    assert (passport["rows"], passport["seed"], passport["task"]) == (120, 42, "physics")


def test_most_scores_lie_within_the_ranges_of_the_bundle():
    rows = rows_of()
    answers = shared_outcome().bundle.predict(rows.inputs)
    inside = [a.ranges[90][0] <= y <= a.ranges[90][1] for a, y in zip(answers, rows.target, strict=True)]
    assert np.mean(inside) > 0.85


def test_a_saved_bundle_answers_as_before(tmp_path):
    bundle = shared_outcome().bundle
    sha256, path = bundle.save(tmp_path)
    row = {"track": "north", "effort": "high", "logic": 70.0}
    assert Bundle.load(path, sha256).predict([row]) == bundle.predict([row])


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda one: one.slug)
def test_any_candidate_can_become_the_bundle(candidate):
    study, few_trees = study_of(school_rows(40)), quick(candidate)
    recipe = Recipe(few_trees, settings(few_trees)[0], seed=1)
    (answer,) = make_bundle(study, recipe, cross_fit(recipe, study.rows)).predict([{"logic": 70.0}])
    assert answer.ranges[90][0] <= answer.ranges[80][0] <= answer.value <= answer.ranges[80][1]
