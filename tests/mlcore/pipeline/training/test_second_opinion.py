"""Models that are as good are kept where they differ where the winner errs, are small, and rows are enough to tell."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from trainings import events, shared_outcome

from mlcore.pipeline.fitting.candidates import choose_candidates
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import usable_rows
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.stepwise import finished
from mlcore.pipeline.training.results import Looking
from mlcore.pipeline.training.second_opinion import second_opinion

pytestmark = pytest.mark.training
FIELDS = [{"slug": slug, "label": slug, "kind": "number", "minimum": -99, "maximum": 199} for slug in ("quiz", "final")]
TASK = {"slug": "final", "label": "Final", "target": "final", "inputs": ["quiz"]}
SCHEMA = Schema.from_dict({"name": "quizzes", "version": 1, "label": "Quizzes", "field": FIELDS, "task": [TASK]})
LINEAR, TREE = Recipe.named("linear", {}), Recipe.named("tree", {"min_samples_leaf": 5})


def rows(spread_above: float, count: int = 600):
    """Results follow a quiz, with another spread above 80 than below."""
    random = np.random.default_rng(4)
    quiz = random.uniform(0, 100, count)
    final = quiz + random.normal(0, 1, count) * np.where(quiz > 80, spread_above, 4)
    return usable_rows(pd.DataFrame({"quiz": quiz, "final": final.clip(-99, 199)}), SCHEMA, SCHEMA.tasks[0])


def asked(rows, *tied, winner=LINEAR):
    return finished(second_opinion(rows, cross_fit(winner, rows), tied))


def test_where_models_differ_where_the_winner_errs_they_are_kept():
    found, others = asked(rows(20), TREE)
    assert (found.kind, found.labels) == ("kept", ("Decision tree",))
    assert found.furthest > 1.15 * found.rest
    assert [other.candidate for other in others] == ["tree"]


def test_where_their_differences_say_nothing_none_is_kept():
    found, others = asked(rows(4), TREE)
    assert (found.kind, others) == ("not telling", ())
    assert found.furthest < 1.15 * found.rest


def test_models_that_say_the_same_are_no_second_opinion():
    found, others = asked(rows(20), LINEAR)
    assert (found.kind, found.apart, others) == ("not telling", 0.0, ())


def test_figures_are_those_of_rows_that_no_model_asked_had_seen():
    made_up = rows(20)
    found, _ = asked(made_up, TREE)
    first, second = (cross_fit(recipe, made_up).predicted for recipe in (LINEAR, TREE))
    most = np.argsort(-np.abs(first - second), kind="stable")[:60]
    assert found.furthest == pytest.approx(np.sqrt(((made_up.target - first)[most] ** 2).mean()))
    assert found.apart == pytest.approx(np.abs(first - second)[most].min())


def test_of_few_rows_nobody_can_tell():
    found, others = asked(rows(20, count=99), TREE)
    assert (found.kind, others) == ("too few", ())


def test_large_models_are_not_kept_and_cost_no_folds():
    forest = Recipe.named("forest", {})
    steps = second_opinion(rows(20, 200), cross_fit(LINEAR, rows(20, 200)), [forest])
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert (end.value.value[0].kind, end.value.value[1]) == ("too large", ())


def test_without_a_tie_nothing_is_told():
    assert asked(rows(4)) == (None, ())


def test_how_far_it_is_never_goes_back():
    made_up = rows(20, 200)
    steps = list(second_opinion(made_up, cross_fit(LINEAR, made_up), [TREE, replace(TREE, seed=3)]))
    assert steps == [(done, 20) for done in range(1, 21)]


def test_a_training_keeps_what_it_told_and_who_is_kept():
    found = events(candidates=choose_candidates(["ridge", "lasso"]))
    outcome = found[-1].outcome
    assert (outcome.selection.winner, outcome.diagnosis.second_opinion.kind) == ("ridge", "kept")
    assert [other.candidate for other in outcome.bundle.others] == ["lasso"]
    assert [one.done for one in found if isinstance(one, Looking) and one.at == "others"] == list(range(11))


def test_a_winner_without_a_tie_has_no_second_opinion():
    assert shared_outcome().selection.tied == ("ridge",)
    assert shared_outcome().diagnosis.second_opinion is None
    assert shared_outcome().bundle.others == ()
