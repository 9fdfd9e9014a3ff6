"""Policies beside each other: the same folds, fewer inputs, and nothing about a few students."""

import json
from dataclasses import asdict
from functools import cache

import numpy as np
import pandas as pd
import pytest
from exam_rows import EXAMS, exam_rows

from mlcore.pipeline.diagnosis.policies.combining import policies_of
from mlcore.pipeline.diagnosis.policies.hiding import shown
from mlcore.pipeline.diagnosis.policies.measuring import measure_stepwise, without
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import residual_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.results.policies.ledger import PolicyFigures, PolicyLedger
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.stats.estimates import rmse_gap
from mlcore.pipeline.stats.scores import score
from mlcore.pipeline.stepwise import finished

RIDGE = Recipe.named("ridge", {"alpha": 3.0})
TOGETHER = ("gender", "race_ethnicity", "lunch")


@cache
def study() -> Study:
    return Study.of(exam_rows(600), EXAMS, EXAMS.task("math"))


@cache
def ledger() -> PolicyLedger:
    return finished(measure_stepwise(study(), RIDGE, policies_of(study())))


def policy(*left_out: str) -> PolicyFigures:
    return next(one for one in ledger().policies if one.left_out == left_out)


def test_all_fields_come_first_then_each_sensitive_one_then_all_together():
    found = policies_of(study())
    assert found[:3] == ((), ("gender",), ("race_ethnicity",))
    assert found[-1] == ("gender", "race_ethnicity", "parental_education", "lunch")


def test_a_combination_that_is_asked_for_stands_in_the_order_of_the_schema_once():
    found = policies_of(study(), [["reading_score", "gender"], ["gender", "reading_score"], ["gender"]])
    assert found.count(("gender", "reading_score")) == 1
    assert len(found) == len(policies_of(study())) + 1


def test_some_input_always_stays():
    assert policies_of(study(), [EXAMS.task("math").inputs]) == policies_of(study())


def test_the_figures_are_those_of_the_recipe_cross_fitted_on_the_folds_of_all_inputs():
    rows = without(study().rows, TOGETHER)
    folds = residual_folds(study().rows, RIDGE.seed)
    predicted = cross_fit(RIDGE, rows, folds).predicted
    assert policy(*TOGETHER).everybody.rmse.mean == pytest.approx(score(rows.target, predicted).rmse)


def test_leaving_out_what_tells_much_costs_and_the_interval_says_so():
    costs = policy("gender").everybody.change
    assert 0 < costs.low < costs.mean < costs.high
    assert costs.mean == pytest.approx(policy("gender").everybody.rmse.mean - policy().everybody.rmse.mean)


def test_all_fields_have_nothing_to_be_compared_with():
    assert policy().everybody.change is None


def test_what_was_left_out_is_still_looked_at_by_its_groups():
    assert {one.field for one in policy("gender").fields} == {*TOGETHER, "parental_education"}


def test_false_alarms_are_of_those_who_passed_and_missed_ones_of_those_who_did_not():
    everybody, marks = policy().everybody, study().rows.target
    assert everybody.false_alarms.rows == (marks >= 59.5).sum()
    assert everybody.missed.rows == (marks < 59.5).sum()


def test_groups_of_a_field_are_the_same_students_under_every_policy():
    sizes = {tuple(group.figures.n for of in one.fields for group in of.groups) for one in ledger().policies}
    assert len(sizes) == 1


def test_it_is_read_again_as_it_was_stored():
    assert from_json(PolicyLedger, json.loads(json.dumps(asdict(ledger())))) == ledger()


def test_without_a_pass_mark_no_rates_are_told():
    content = EXAMS.to_dict()
    for field in content["field"]:
        field.pop("pass", None), field.pop("grade", None), field.pop("grades_note", None)
    plain = type(EXAMS).from_dict(content)
    asked = Study.of(exam_rows(100), plain, plain.task("math"))
    found = finished(measure_stepwise(asked, RIDGE, [()]))
    assert (found.pass_at, found.policies[0].everybody.missed) == (None, None)


def groups_of(sizes: list[int], below: list[int]) -> tuple[pd.DataFrame, np.ndarray]:
    """Groups A, B and so on with so many rows, so many of them below the pass mark."""
    names = EXAMS.field("race_ethnicity").choices
    column = [name for name, size in zip(names, sizes, strict=False) for _ in range(size)]
    under = [place < few for size, few in zip(sizes, below, strict=True) for place in range(size)]
    return pd.DataFrame({"race_ethnicity": np.array(column, dtype=object)}), np.array(under)


def test_a_group_of_fewer_than_ten_is_hidden_with_another_one():
    frame, below = groups_of([9, 40, 60, 80], [4, 20, 30, 40])
    found = shown(frame, EXAMS.field("race_ethnicity"), below)
    assert found.hidden == ("group A", "group B")


def test_rates_of_fewer_than_ten_are_hidden_and_cannot_be_worked_out():
    frame, below = groups_of([40, 50, 60, 80], [3, 20, 30, 40])
    found = shown(frame, EXAMS.field("race_ethnicity"), below)
    assert [group for group, _ in found.groups] == ["group A", "group B", "group C", "group D"]
    assert found.rated == {2, 3}


@pytest.mark.parametrize("seed", range(40))
def test_what_is_left_when_all_that_is_told_is_taken_away_is_never_of_a_few(seed):
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 40, 5).tolist()
    frame, below = groups_of(sizes, [int(random.integers(0, size + 1)) for size in sizes])
    found = shown(frame, EXAMS.field("race_ethnicity"), below)
    told = np.zeros(len(frame), dtype=bool)
    for place in found.rated:
        told |= found.groups[place][1]
    left = [int((~told & side).sum()) for side in (below, ~below)]
    assert len(found.rated) == len(set(frame["race_ethnicity"])) or not found.rated or min(left) >= SMALLEST_GROUP


def test_the_gap_of_two_predictions_is_told_from_the_same_rows():
    random = np.random.default_rng(5)
    off, noise = random.normal(0, 5, 400), random.normal(0, 0.5, 400)
    gap = rmse_gap(off + noise, off, random)
    assert gap.high - gap.low < 0.3


def test_many_rows_have_the_interval_of_few_but_narrower():
    random = np.random.default_rng(5)
    off, other = random.normal(0, 5, 2_500), random.normal(0, 4, 2_500)
    gap = rmse_gap(off, other, random)
    drawn = rmse_gap(off[:2_000], other[:2_000], random)
    assert gap.high - gap.low == pytest.approx((drawn.high - drawn.low) * (2_000 / 2_500) ** 0.5, rel=0.15)
