"""A new model and the live one are compared on rows of both trainings, each on rows that it did not learn from."""

import numpy as np
import pandas as pd
import pytest
from training_rows import INPUTS, school_rows, school_schema

from mlcore.pipeline.fitting.effort import EFFORT
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.results.gate.comparison import ComparedOn
from mlcore.pipeline.training.side_by_side import LearnedFrom, beside_live, people_of, served_answers, united

RIDGE = Recipe.named("ridge", {"alpha": 1.0})
ROWS = school_rows(260)
SCHEMA = school_schema()


def beside(live, new, *, group=None, inputs=INPUTS, live_recipe=RIDGE, effort=EFFORT):
    schema = school_schema(group)
    study = Study.of(new.reset_index(drop=True), schema, schema.tasks[0], effort=effort)
    return beside_live(study, RIDGE, live_recipe, LearnedFrom(live.reset_index(drop=True), inputs)).compared


def chance(frame):
    return frame.assign(physics=np.random.default_rng(2).permutation(frame["physics"]))


def test_a_useless_model_does_not_replace_a_good_one_by_being_compared_on_its_own_rows():
    comparison = beside(live=ROWS[:160], new=chance(ROWS[160:200]))
    assert comparison.kind in ("worse", "not as close")
    assert comparison.on == ComparedOn(kind="both", rows=200, live_rows=160, new_rows=40)


def test_a_model_of_more_rows_replaces_the_live_one():
    comparison = beside(live=ROWS[:40], new=ROWS)
    assert comparison.passes
    assert comparison.on == ComparedOn(kind="both", rows=260, live_rows=40, new_rows=260)


def test_of_very_many_rows_as_many_are_compared_as_among_candidates():
    comparison = beside(live=ROWS[:160], new=ROWS[160:], effort=EFFORT.lowered(compared_on_a_sample=120))
    assert comparison.on.rows == comparison.on.live_rows + comparison.on.new_rows == 120


def test_a_recipe_beside_itself_on_the_same_rows_makes_the_same_errors():
    assert beside(live=ROWS, new=ROWS).kind == "same"


def test_the_live_model_learns_from_its_own_inputs_only():
    told = ROWS.assign(logic=ROWS["physics"])
    assert beside(live=told, new=told, inputs=["effort"]).live_rmse > 2 * beside(live=told, new=told).live_rmse


def test_groups_stay_together_where_both_then_have_enough_to_learn_from():
    by_house = ROWS.assign(house=[f"house {place // 20}" for place in range(260)])
    assert beside(by_house[:160], by_house[160:], group="house").folds == 25


def test_groups_are_mixed_where_one_model_would_learn_from_nothing():
    alone = ROWS.assign(house=["first"] * 160 + [f"house {place % 5}" for place in range(100)])
    assert beside(alone[:160], alone[160:], group="house").on.live_rows == 160


def test_equal_rows_of_both_are_one_row_and_copies_keep_their_number():
    frame = pd.DataFrame({"a": [1.0, 1.0, 2.0, np.nan]})
    together, of_new, of_live = united(frame, pd.DataFrame({"a": [1.0, np.nan, 3.0, 3.0]}))
    assert together["a"].tolist()[:3] == [1.0, 1.0, 2.0]
    assert (len(together), int(of_new.sum()), int(of_live.sum())) == (6, 4, 4)
    assert of_live.tolist() == [True, False, False, True, True, True]


def test_nothing_that_validates_was_learned_from(monkeypatch):
    seen = []
    fit = Recipe.fit
    monkeypatch.setattr(Recipe, "fit", lambda self, rows: seen.append(set(rows.inputs.index)) or fit(self, rows))
    beside(live=ROWS[:160], new=ROWS[100:])
    # The union begins with the 160 new rows; the 60 they share with the live model stand first.
    assert all(learned <= set(range(160)) for learned in seen[:25])
    assert all(learned <= {*range(60), *range(160, 260)} for learned in seen[25:])
    assert all(len(learned) < 160 for learned in seen)


def test_answers_of_a_model_that_serves_are_scored_on_the_folds_of_the_training():
    study = Study.of(ROWS, SCHEMA, SCHEMA.tasks[0])
    scores = served_answers(study, study.rows.target + 2.0).scores
    assert scores["rmse"] == pytest.approx([2.0] * 25)
    assert scores["ratio"] == pytest.approx([0.25] * 25, rel=0.01)


def test_who_has_rows_in_both_frames_stays_one_person_through_a_row_of_both():
    new, live = pd.DataFrame({"a": [1.0, 2.0, 3.0]}), pd.DataFrame({"a": [9.0, 2.0, 8.0]})
    frame, *_ = united(new, live)
    people = people_of(new, live, np.array([0, 0, 2]), np.array([0, 1, 1]))
    by_row = dict(zip(frame["a"], people, strict=True))
    assert by_row[1.0] == by_row[2.0] == by_row[8.0]
    assert len({by_row[row] for row in (1.0, 3.0, 9.0)}) == 3


def test_where_nobody_has_several_rows_nothing_is_kept_together():
    assert people_of(ROWS, ROWS, None, None) is None


def half_shuffled(frame):
    random = np.random.default_rng(3)
    chosen, mixed = random.random(len(frame)) < 0.5, frame["physics"].to_numpy().copy()
    mixed[chosen] = random.permutation(mixed[chosen])
    return frame.assign(physics=mixed)


def test_results_beside_the_wrong_students_are_noticed_by_what_each_ones_own_rows_leave_open():
    comparison = beside(live=ROWS, new=half_shuffled(ROWS))
    assert comparison.own_rows.tell_less
    assert not comparison.passes


def test_a_harder_exam_leaves_no_more_open():
    comparison = beside(live=ROWS[:130], new=ROWS[130:].assign(physics=(ROWS["physics"] - 8).clip(0)))
    assert comparison.own_rows.loss.low > 0
    assert not comparison.own_rows.tell_less
