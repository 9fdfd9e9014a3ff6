"""In which groups a new model errs more than the live one, beyond chance."""

from dataclasses import dataclass

import numpy as np
import pytest
from training_rows import INPUTS, school_rows, school_schema

from mlcore.pipeline.diagnosis.diagnosis import audited_fields
from mlcore.pipeline.fitting.recipe import Fitted, Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.training.group_losses import Errors, group_losses
from mlcore.pipeline.training.side_by_side import (
    LearnedFrom,
    beside_live,
    on_new_rows,
    refitted_answers,
    served_answers,
)

SCHEMA = school_schema()
TRACK = [SCHEMA.field("track")]
RIDGE = Recipe.named("ridge", {"alpha": 1.0})


@dataclass(frozen=True)
class Spoiled(Recipe):
    """Five times as far off in one group."""

    def fit(self, rows):
        fitted = super().fit(rows)
        return SpoiledFitted(fitted.encoder, fitted.estimator)


@dataclass(frozen=True)
class SpoiledFitted(Fitted):
    def predict(self, rows):
        off = super().predict(rows) - rows.target
        return rows.target + off * np.where(rows.inputs["track"] == "west", 5.0, 1.0)


def errors(rows=300, seed=0, **times):
    """Of two models that err alike by chance, the new one so many times as much in the tracks named."""
    frame = school_rows(rows, missing=False)
    new, live = np.abs(np.random.default_rng(seed).normal(0, 5, (2, rows)))
    return Errors(frame, new * frame["track"].map(times).fillna(1.0).to_numpy(dtype=float), live)


def test_a_group_that_errs_far_more_is_named_with_both_figures():
    found = group_losses(errors(west=3.0), TRACK, 1.0)
    (worse,) = found.worse
    assert (found.compared, found.allowed, worse.field, worse.group) == (3, 1.0, "track", "west")
    assert worse.difference.mean == pytest.approx(worse.mae - worse.live_mae)
    assert 0 < worse.difference.low < worse.difference.mean < worse.difference.high


def test_equal_models_are_worse_in_no_group_by_chance():
    found = [group_losses(errors(seed=seed), SCHEMA.described, 0.0).worse for seed in range(20)]
    assert sum(map(bool, found)) <= 2


def test_a_group_five_times_worse_is_found_in_every_trial():
    assert all(group_losses(errors(seed=seed, west=5.0), SCHEMA.described, 1.0).worse for seed in range(20))


def test_what_is_sure_but_allowed_is_let_through():
    assert not group_losses(errors(west=3.0), TRACK, 20.0).worse


def test_what_chance_alone_could_explain_is_let_through():
    frame, new = school_rows(90, missing=False), np.zeros(90)
    new[np.flatnonzero(frame["track"] == "west")[0]] = 90.0
    assert not group_losses(Errors(frame, new, np.zeros(90)), TRACK, 1.0).worse


def test_groups_of_fewer_than_thirty_are_not_compared():
    found = group_losses(errors(rows=60, west=9.0), TRACK, 1.0)
    assert (found.compared, found.worse) == (0, ())


def test_no_small_group_follows_from_the_size_of_one_beside_it():
    beside = errors(rows=203, west=5.0)
    beside.frame["track"] = np.where(np.arange(203) < 198, "west", "north")
    (worse,) = group_losses(Errors(beside.frame, beside.new + 30, beside.live), TRACK, 1.0).worse
    assert (worse.rows, worse.in_tens) == (200, True)


def study():
    return Study.of(school_rows(240), SCHEMA, SCHEMA.tasks[0])


def spoiled(found):
    return Spoiled(RIDGE.candidate, RIDGE.params, found.seed)


def worst(beside, found):
    return beside.by_group(audited_fields(found), 1.0).groups.worse[0].group


def test_a_spoiled_group_is_found_on_rows_of_both_trainings():
    found = study()
    assert worst(beside_live(found, spoiled(found), RIDGE, LearnedFrom(school_rows(200), INPUTS)), found) == "west"


@pytest.mark.parametrize("kind", ["new", "served"])
def test_a_spoiled_group_is_found_on_the_new_rows_alone(kind):
    found = study()
    live = refitted_answers(found, RIDGE)
    live = served_answers(found, live.predicted) if kind == "served" else live
    assert (
        worst(on_new_rows(found, spoiled(found), {"rmse": [9.0] * 25, "ratio": [0.25] * 25}, live, kind), found)
        == "west"
    )


def test_groups_of_the_same_model_are_not_looked_at():
    found = study()
    live = refitted_answers(found, RIDGE)
    compared = on_new_rows(found, RIDGE, live.scores, live, "same").by_group(audited_fields(found), 1.0)
    assert (compared.kind, compared.groups, compared.passes) == ("same", None, True)
