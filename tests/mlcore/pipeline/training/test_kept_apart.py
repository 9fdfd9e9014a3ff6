"""What is kept for audit, and what a policy leaves out, reaches no estimator: dealt out anew, every answer is the same.

Bit for bit, over all nine candidates: settings, folds, scores, ranges, explanations and what is served.
"""

import pickle
from functools import cache

import numpy as np
import pandas as pd
import pytest
from audited_rows import APART, audited_rows, audited_schema, audited_study, dealt_anew
from training_rows import INPUTS
from trainings import ALONE, TIMES, quick

from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate, choose_candidates
from mlcore.pipeline.fitting.folds import Rows, comparison_folds, residual_folds, tuning_folds
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.supported.offset import offset
from mlcore.pipeline.training.training import TrainingOutcome, train
from mlcore.pipeline.traps.finding import cautions

pytestmark = pytest.mark.training

ROWS = audited_rows()
SUPPORTED = np.arange(len(ROWS)) % 4 == 0
each_candidate = pytest.mark.parametrize("slug", [candidate.slug for candidate in CANDIDATES])


def searched(candidate: Candidate) -> Candidate:
    """Few trees, and two settings to choose from: the choice must not move either."""
    few = quick(candidate)
    name = next(iter(candidate.space), None)
    return quick(candidate) if name is None else few_with(few, name, candidate.space[name][:2])


def few_with(candidate: Candidate, name: str, values: list) -> Candidate:
    return Candidate(**(vars(candidate) | {"space": {**candidate.space, name: values}}))


@cache
def outcome(slug: str, *, anew: bool, supported: bool = False) -> TrainingOutcome:
    frame = dealt_anew(ROWS) if anew else ROWS
    study = audited_study(frame, SUPPORTED if supported else None)
    (candidate,) = choose_candidates([slug])
    *_, last = train(study, [searched(candidate)], place=ALONE)
    return last.outcome


def both(slug: str, **options) -> tuple[TrainingOutcome, TrainingOutcome]:
    return outcome(slug, anew=False, **options), outcome(slug, anew=True, **options)


def measured(found: TrainingOutcome) -> dict:
    """All that was measured to choose, but errors by group, which are looked at by those very fields."""
    line = found.winner.to_dict()
    return {name: value for name, value in line.items() if name not in (*TIMES, "held_out_groups")}


def asked(frame: pd.DataFrame) -> list[dict]:
    """Whole rows, as somebody sends them who knows more than is asked."""
    return [
        {slug: (None if pd.isna(value) else value) for slug, value in row.items()} for row in frame.to_dict("records")
    ]


@each_candidate
def test_settings_folds_and_scores_are_the_same(slug):
    one, other = both(slug)
    assert measured(one) == measured(other)
    assert one.selection == other.selection
    assert one.parts == other.parts


@each_candidate
def test_answers_and_ranges_are_the_same(slug):
    one, other = both(slug)
    ranges = [pickle.dumps(found.bundle.ranges.to_dict()) for found in (one, other)]
    assert ranges[0] == ranges[1]
    assert one.bundle.predict(asked(ROWS)) == other.bundle.predict(asked(ROWS))


@each_candidate
def test_answers_are_the_same_whatever_is_said_of_it_when_asked(slug):
    bundle = outcome(slug, anew=False).bundle
    assert bundle.predict(asked(ROWS)) == bundle.predict(asked(dealt_anew(ROWS)))


@each_candidate
def test_explanations_are_the_same_and_name_no_such_field(slug):
    one, other = both(slug)
    told, asked_anew = asked(ROWS[:3]), asked(dealt_anew(ROWS)[:3])
    explained = [one.bundle.explain(row) for row in told]
    assert explained == [other.bundle.explain(row) for row in asked_anew]
    assert all(set(APART).isdisjoint(row.contributions) for row in explained)


@each_candidate
def test_what_is_looked_at_of_the_model_is_the_same(slug):
    one, other = (found.diagnosis for found in both(slug))
    for part in ("out_of_fold", "importance", "dependence", "coverage", "yardsticks", "reliability", "between"):
        assert getattr(one, part) == getattr(other, part), part


@each_candidate
def test_no_part_of_the_file_knows_it(slug):
    parts = outcome(slug, anew=False).bundle.parts()
    assert all(set(APART).isdisjoint(row) for row in parts["background"])
    assert not any(name in str(parts["encoder"]) for name in APART)
    (task,) = parts["schema"]["task"]
    assert (set(task["inputs"]), set(task["audit"])) == (set(INPUTS), set(APART))


@pytest.mark.parametrize("slug", ["linear", "forest"])
def test_results_with_support_are_set_against_others_without_it(slug):
    one, other = both(slug, supported=True)
    assert measured(one) == measured(other)
    assert one.bundle.predict(asked(ROWS)) == other.bundle.predict(asked(ROWS))


def test_the_offset_of_support_is_the_same():
    one, other = (audited_study(frame).rows for frame in (ROWS, dealt_anew(ROWS)))
    assert offset(one, SUPPORTED, 42) == offset(other, SUPPORTED, 42)


def test_what_can_mislead_is_the_same_but_for_nothing():
    task = audited_schema().task("physics")
    one, other = (cautions(frame, audited_schema(), task) for frame in (ROWS, dealt_anew(ROWS)))
    assert one == other


@each_candidate
def test_an_estimator_is_given_the_columns_of_the_inputs_alone(slug, monkeypatch):
    seen, fit = set(), Candidate.fit

    def watched(self, params, seed, columns, target):
        seen.add(columns.shape[1])
        return fit(self, params, seed, columns, target)

    monkeypatch.setattr(Candidate, "fit", watched)
    study = audited_study(ROWS)
    list(train(study, [quick(choose_candidates([slug])[0])], place=ALONE))
    assert set(study.rows.inputs.columns) == set(INPUTS)
    assert max(seen) <= max(widths_of(study.rows))


def widths_of(rows: Rows) -> list[int]:
    """How many columns the inputs make, and what is made of them."""
    encoders = (Encoder(rows.fields, engineered=engineered).fit(rows.inputs) for engineered in (False, True))
    return [encoder.transform(rows.inputs).shape[1] for encoder in encoders]


def coarse() -> list[Study]:
    """With inputs by which many pupils look alike: only rows that are equal in all else too are copies."""
    schema = audited_schema(["track"])
    frame = pd.concat([ROWS, ROWS[20:60]], ignore_index=True)
    frame = frame.assign(physics=(frame["physics"] / 20).round() * 20)
    return [Study.of(rows, schema, schema.task("physics")) for rows in (frame, dealt_anew(frame))]


@pytest.mark.parametrize("folds", [tuning_folds, comparison_folds, residual_folds])
def test_folds_are_the_same_where_copies_are_told_by_all_columns(folds):
    one, other = (folds(study.rows, 42) for study in coarse())
    assert coarse()[0].rows.repeats is not None
    for (train_one, asked_one), (train_other, asked_other) in zip(one, other, strict=True):
        assert train_one.tolist() == train_other.tolist()
        assert asked_one.tolist() == asked_other.tolist()


def test_an_input_dealt_out_anew_does_change_answers():
    """Else all of the above would say nothing."""
    anew = ROWS.assign(logic=np.random.default_rng(1).permutation(ROWS["logic"].to_numpy()))
    (ridge,) = choose_candidates(["ridge"])
    *_, last = train(audited_study(anew), [searched(ridge)], place=ALONE)
    bundle = outcome("ridge", anew=False).bundle
    assert last.outcome.bundle.predict(asked(ROWS)) != bundle.predict(asked(ROWS))
