"""What a training says about its winner: figures that agree with other ways of getting them."""

import json
from dataclasses import asdict, fields, replace
from functools import lru_cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from causal_words import causal_words
from training_rows import school_rows, school_schema

from mlcore.pipeline.calibration.yardsticks import (
    CONSTANT,
    OutOfFold,
    choose_yardstick,
    cross_fitted_reaches,
    out_of_fold,
)
from mlcore.pipeline.diagnosis.coverage import coverage
from mlcore.pipeline.diagnosis.diagnosis import audited_fields, diagnose
from mlcore.pipeline.diagnosis.group_errors import Judged, group_errors
from mlcore.pipeline.fitting.candidates import choose_candidates
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.results.groups import NumberBand
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stepwise import finished
from mlcore.pipeline.training.making_bundle import make_bundle
from mlcore.pipeline.training.training import Finished, train
from mlcore.words.diagnosis import opposite_signs

TRACK = school_schema().field("track")


def study_of(frame, schema):
    return Study.of(frame, schema, schema.tasks[0], seed=1)


def diagnosed(frame, schema):
    study, recipe = study_of(frame, schema), Recipe.named("linear", {"engineered": False}, seed=1)
    cross_fitted = cross_fit(recipe, study.rows)
    bundle, chosen = make_bundle(study, recipe, cross_fitted), choose_yardstick(out_of_fold(study.rows, cross_fitted))
    return finished(diagnose(study, cross_fitted, bundle, chosen, audited_fields(study)))


@lru_cache
def school():
    return diagnosed(school_rows(200), school_schema())


def masked_rows(n=400):
    """The mark falls with effort once logic is known, though those of high effort score higher."""
    random = np.random.default_rng(3)
    effort = random.integers(0, 2, n)
    logic = 45 + 20 * effort + random.normal(0, 8, n)
    physics = 0.9 * logic - 6 * effort + random.normal(0, 3, n)
    frame = pd.DataFrame({"track": "north", "house": "a", "effort": np.array(["low", "high"], dtype=object)[effort]})
    return frame.assign(logic=logic.clip(0, 100), music=50.0, physics=physics.clip(0, 100))


def test_the_field_that_the_score_follows_matters_most_and_a_useless_one_does_not():
    found = {one.field: one.points for one in school().importance}
    assert max(found, key=lambda slug: found[slug].mean) == "logic"
    assert found["logic"].low > 3
    assert found["track"].low < 0.2 < found["effort"].mean


def test_an_importance_lies_inside_its_interval():
    for one in school().importance:
        assert one.points.low <= one.points.mean <= one.points.high


def test_importance_agrees_with_scikit_learn():
    from sklearn.inspection import permutation_importance
    from sklearn.linear_model import LinearRegression

    random = np.random.default_rng(1)
    frame = school_rows(300, missing=False).assign(track="north", effort="low", music=50.0)
    frame["logic"] = random.normal(60, 10, 300).clip(0, 100)
    frame["physics"] = (frame["logic"] * 0.7 + random.normal(0, 4, 300)).clip(0, 100)
    x, y = frame[["logic"]].to_numpy(), frame["physics"].to_numpy()
    model = LinearRegression().fit(x, y)
    theirs = permutation_importance(model, x, y, scoring="neg_root_mean_squared_error", random_state=1, n_repeats=20)
    ours = next(one for one in diagnosed(frame, school_schema()).importance if one.field == "logic")
    assert ours.points.mean == pytest.approx(theirs.importances_mean[0], rel=0.05)


def test_partial_dependence_of_a_linear_model_is_its_line():
    found = next(one for one in school().dependence if one.field == "logic")
    at, values = [point.at for point in found.points], [point.value.mean for point in found.points]
    assert np.polyfit(at, values, 1)[0] == pytest.approx(0.8, abs=0.15)
    assert np.ptp(np.diff(values) / np.diff(at)) == pytest.approx(0, abs=0.05)


def test_partial_dependence_keeps_the_order_of_the_choices():
    found = next(one for one in school().dependence if one.field == "effort")
    assert [point.at for point in found.points] == ["low", "middle", "high"]


def test_an_opposite_sign_is_found_and_said():
    schema = school_schema()
    found = next(one for one in diagnosed(masked_rows(), schema).dependence if one.field == "effort")
    assert found.contrast.opposite
    assert (found.contrast.higher, found.contrast.lower) == ("high", "low")
    assert found.contrast.raw == pytest.approx(12, abs=2.5)
    assert found.contrast.own.mean == pytest.approx(-6, abs=1.5)


def test_the_note_on_opposite_signs_gives_no_advice_and_names_no_cause():
    schema = school_schema()
    contrast = next(one for one in diagnosed(masked_rows(), schema).dependence if one.field == "effort").contrast
    note = opposite_signs(contrast, schema.field("effort"), schema.field("physics"))
    assert "“high”" in note
    assert "11 points higher" in note
    assert "6 points lower" in note
    assert causal_words(note) == []


def test_same_signs_are_not_called_opposite():
    assert not any(one.contrast.opposite for one in school().dependence if one.contrast)


def off_by(errors, parts):
    everybody = np.arange(len(errors))
    folds = [(np.delete(everybody, part), part) for part in np.array_split(everybody, parts)]
    return OutOfFold(predicted=np.full(len(errors), 50.0), actual=50.0 + errors, folds=folds, bounds=(0.0, 100.0))


def test_coverage_of_unrelated_errors_is_what_was_asked_for():
    rows = off_by(np.random.default_rng(5).normal(size=2_000), parts=10)
    for found in coverage(rows, cross_fitted_reaches(rows, CONSTANT)):
        assert found.share.low <= found.level / 100 <= found.share.high
        assert found.rows == 2_000


def test_coverage_notices_a_fold_unlike_the_others():
    errors = np.tile([1.0, -1.0], 50)
    errors[:20] *= 50.0
    rows = off_by(errors, parts=5)
    assert coverage(rows, cross_fitted_reaches(rows, CONSTANT))[0].share.mean == pytest.approx(0.8)


def test_group_errors_agree_with_fairlearn():
    from fairlearn.metrics import MetricFrame, mean_prediction
    from sklearn.metrics import mean_absolute_error, root_mean_squared_error

    frame = school_rows(150, missing=False)
    actual = frame["physics"].to_numpy()
    predicted = actual + np.random.default_rng(4).normal(1, 5, 150)
    (ours,) = group_errors(Judged(frame, actual, predicted), [TRACK], 1)
    metrics = {"mae": mean_absolute_error, "rmse": root_mean_squared_error, "mean": mean_prediction}
    theirs = MetricFrame(metrics=metrics, y_true=actual, y_pred=predicted, sensitive_features=frame["track"]).by_group
    for group in ours.groups:
        expected = theirs.loc[group.group]
        assert (group.mae.mean, group.rmse.mean) == pytest.approx((expected["mae"], expected["rmse"]))
        assert group.actual + group.bias.mean == pytest.approx(expected["mean"])


def test_intervals_by_group_are_those_of_a_mean():
    frame = pd.DataFrame({"track": ["north"] * 300})
    off = np.random.default_rng(6).normal(2, 5, 300)
    (ours,) = group_errors(Judged(frame, np.zeros(300), off), [TRACK], 1)
    half = 1.96 * off.std() / 300**0.5
    bias = ours.groups[0].bias
    assert (bias.low, bias.high) == pytest.approx((off.mean() - half, off.mean() + half), abs=0.1)


def test_many_rows_and_few_rows_give_the_same_kind_of_interval(monkeypatch):
    frame = pd.DataFrame({"track": ["north"] * 500})
    off = np.random.default_rng(6).normal(2, 5, 500)
    asked = Judged(frame, np.zeros(500), off), [TRACK], 1
    drawn = group_errors(*asked)[0].groups[0].mae
    monkeypatch.setattr("mlcore.pipeline.stats.estimates.MOST_RESAMPLED", 100)
    assert group_errors(*asked)[0].groups[0].mae.high == pytest.approx(drawn.high, rel=0.02)


def test_numbers_are_looked_at_in_thirds_and_the_unknown_apart():
    field = Field(slug="logic", label="Logic", kind="number", minimum=0, maximum=100)
    frame = pd.DataFrame({"logic": [*np.arange(60.0), *[np.nan] * 12]})
    (ours,) = group_errors(Judged(frame, np.zeros(72), np.ones(72)), [field], 1)
    assert [(group.group, group.n) for group in ours.groups] == [
        (NumberBand(0, 19), 20),
        (NumberBand(20, 39), 20),
        (NumberBand(40, 59), 20),
        (None, 12),
    ]


@pytest.mark.parametrize("values", [[5.0] * 40, [0.0] * 30 + [1.0] * 10, [np.nan] * 40])
def test_thirds_of_hardly_varying_numbers_lose_nobody(values):
    field = Field(slug="logic", label="Logic", kind="number", minimum=0, maximum=100)
    (ours,) = group_errors(Judged(pd.DataFrame({"logic": values}), np.zeros(40), np.ones(40)), [field], 1)
    assert sum(group.n for group in ours.groups) == 40


def test_sensitive_fields_are_audited_though_the_model_never_sees_them():
    schema = school_schema()
    hidden = replace(schema.field("effort"), sensitive=True)
    fields = tuple(hidden if field.slug == "effort" else field for field in schema.fields)
    task = replace(schema.tasks[0], inputs=("logic",), audit=("track",))
    study = SimpleNamespace(schema=replace(schema, fields=fields), task=task)
    assert [field.slug for field in audited_fields(study)] == [
        "track",
        "effort",
        "logic",
    ]


@pytest.mark.training
def test_a_training_reports_all_of_it_as_json():
    chosen = choose_candidates(["linear", "tree"])
    *_, last = train(study_of(school_rows(250), school_schema()), chosen, place=Here(1))
    assert isinstance(last, Finished)
    stored = json.loads(json.dumps(asdict(last.outcome.diagnosis), allow_nan=False))
    assert set(stored) == {field.name for field in fields(Diagnosis)}
    for result in last.outcome.results:
        rows = [point.rows for point in result.learning_curve]
        assert rows == sorted(set(rows))
        assert len(rows) >= 2
        assert result.held_out_groups[0].groups


@pytest.mark.training
def test_the_curve_ends_where_the_comparison_began():
    *_, last = train(study_of(school_rows(120), school_schema()), choose_candidates(["linear"]), place=Here(1))
    result = last.outcome.winner
    assert result.learning_curve[-1].unseen == pytest.approx(np.mean(result.fold_scores["rmse"][:3]))
    assert result.learning_curve[0].unseen > result.learning_curve[-1].unseen
