"""Training from rows to a bundle that serves: events, honest figures, groups, and everything that can fail."""

import json
import os
from collections import Counter
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from broken_candidates import BROKEN, never_end
from sklearn.model_selection import train_test_split
from training_rows import INPUTS, school_rows, school_schema

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate, choose_candidates
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import comparison_folds, residual_folds, split, tuning_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Split, Study
from mlcore.pipeline.fitting.tuning import settings
from mlcore.pipeline.rows.storing import content_sha256
from mlcore.pipeline.stats.scores import METRICS
from mlcore.pipeline.training.making_bundle import make_bundle
from mlcore.pipeline.training.results import CandidateDone, Finished, Started, TrainingOutcome
from mlcore.pipeline.training.training import compare, train

pytestmark = pytest.mark.training

FEW = choose_candidates(["linear", "ridge", "tree"])
TIMES = ("fit_seconds", "predict_seconds", "tuning_seconds")


def wait_for_number(path: Path) -> int:
    while not (path.exists() and path.read_text().endswith(".")):
        Event().wait(0.02)
    return int(path.read_text().removesuffix("."))


def quick(candidate: Candidate) -> Candidate:
    """The first setting only, and five trees where there are hundreds."""
    space = {name: values[:1] for name, values in candidate.space.items()}
    many = {"n_estimators", "iterations"} & set(candidate.make(0).get_params())
    return replace(candidate, space=space | {name: [5] for name in many})


def study_of(frame=None, group=None, seed=42) -> Study:
    schema = school_schema(group)
    return Study.of(school_rows() if frame is None else frame, schema, schema.task("physics"), seed=seed)


def events(*, candidates=FEW, workers=1, **study) -> list:
    return list(train(study_of(**study), candidates, workers=workers))


def outcome_of(**options) -> TrainingOutcome:
    return events(**options)[-1].outcome


@cache
def shared_events() -> list:
    return events()


def shared_outcome() -> TrainingOutcome:
    return shared_events()[-1].outcome


@cache
def grouped_outcome() -> TrainingOutcome:
    return outcome_of(group="house")


def leaderboard(outcome: TrainingOutcome) -> list[dict]:
    lines = [result.to_dict() for result in (*outcome.results, outcome.baseline)]
    return [{name: value for name, value in line.items() if name not in TIMES} for line in lines]


@cache
def leaderboard_of_two_workers() -> list[dict]:
    return leaderboard(outcome_of(candidates=[BROKEN, *FEW], workers=2))


def rows_of(frame=None, group=None):
    return study_of(frame, group).rows


def test_events_begin_with_the_start_and_end_with_the_outcome():
    found = shared_events()
    assert [type(one) for one in found] == [Started, CandidateDone, CandidateDone, CandidateDone, Finished]
    assert set(found[0].candidates) == {one.result.candidate for one in found[1:4]} == {"linear", "ridge", "tree"}


def test_a_candidate_arrives_before_the_next_one_is_trained():
    trained = []
    slow = replace(FEW[0], make=lambda seed: trained.append(seed) or FEW[0].make(seed))
    stream = train(study_of(), [FEW[1], slow], workers=1)
    assert isinstance(next(stream), Started)
    assert next(stream).result.candidate == "ridge"
    stream.close()
    assert trained == []


def test_two_workers_give_the_leaderboard_of_one():
    without_broken = [line for line in leaderboard_of_two_workers() if not line["error"]]
    assert without_broken == leaderboard(shared_outcome())


def test_another_seed_gives_other_folds():
    linear = next(line for line in leaderboard(shared_outcome()) if line["candidate"] == "linear")
    assert leaderboard(outcome_of(candidates=FEW[:1], seed=7))[0]["fold_scores"] != linear["fold_scores"]


def test_the_leaderboard_is_sorted_and_names_one_winner_among_the_tied():
    results = shared_outcome().results
    assert [one.rmse.mean for one in results] == sorted(one.rmse.mean for one in results)
    (winner,) = [one for one in results if one.winner]
    assert winner.tied
    assert winner == shared_outcome().winner
    assert shared_outcome().selection.winner == winner.candidate


def test_every_figure_has_a_mean_within_its_interval_and_a_score_per_fold():
    for result in shared_outcome().results:
        assert {len(result.fold_scores[name]) for name in METRICS} == {25}
        for name in METRICS:
            found = getattr(result, name)
            assert found.low < found.mean < found.high
            assert found.mean == pytest.approx(np.mean(result.fold_scores[name]))


def test_spread_gap_and_times_are_measured():
    for result in shared_outcome().results:
        assert result.spread == pytest.approx(np.std(result.fold_scores["r2"], ddof=1))
        assert min(getattr(result, name) for name in TIMES) > 0
    gaps = {result.candidate: result.gap for result in shared_outcome().results}
    assert gaps["tree"] > gaps["ridge"]


def test_candidates_beat_predicting_the_mean_by_far():
    outcome = shared_outcome()
    assert outcome.baseline.r2.mean < 0.05
    assert outcome.winner.rmse.high < outcome.baseline.rmse.low
    assert outcome.selection.beats_baseline


def test_the_held_out_part_is_that_of_train_test_split():
    outcome = shared_outcome()
    _, held_out = train_test_split(school_rows()["physics"].to_numpy(), test_size=0.2, random_state=42)
    for result in outcome.results:
        assert sorted(actual for _, actual in result.held_out_rows.pairs) == sorted(held_out.tolist())


def test_what_is_held_out_changes_no_figure_but_its_own():
    frame = school_rows()
    _, held_out = train_test_split(frame.index.to_numpy(), test_size=0.2, random_state=42)
    frame.loc[held_out, "physics"] = 100 - frame.loc[held_out, "physics"]
    before, after = shared_outcome(), outcome_of(frame=frame)
    assert [one.fold_scores for one in after.results] == [one.fold_scores for one in before.results]
    assert after.winner.held_out.r2 < before.winner.held_out.r2


def test_tuning_and_comparison_use_different_folds():
    rows = rows_of()
    tuning = {tuple(validation) for _, validation in tuning_folds(rows, 42)}
    assert tuning.isdisjoint(tuple(validation) for _, validation in comparison_folds(rows, 42))


def test_every_row_is_validated_once_per_repeat():
    rows = rows_of()
    counts = Counter(int(row) for _, validation in comparison_folds(rows, 42) for row in validation)
    assert set(counts.values()) == {5}
    assert len(counts) == len(rows)


@pytest.mark.parametrize("folds", [tuning_folds, comparison_folds, residual_folds])
def test_folds_keep_groups_together(folds):
    rows = rows_of(group="house")
    for learned, validation in folds(rows, 42):
        assert set(rows.groups[learned]).isdisjoint(rows.groups[validation])


def test_the_held_out_part_keeps_groups_together():
    rows = rows_of(group="house")
    learned, held_out = split(rows, 0.2, 42)
    assert len(held_out)
    assert set(rows.groups[learned]).isdisjoint(rows.groups[held_out])


def test_rows_without_a_group_stand_alone():
    frame = school_rows()
    frame.loc[:9, "house"] = None
    groups = rows_of(frame, group="house").groups
    assert len(set(groups)) == 6 + 10


def test_too_few_groups_to_hold_any_out_mean_plain_folds():
    assert rows_of(school_rows(houses=2), group="house").groups is None


def test_the_plain_figure_stands_beside_the_grouped_one():
    outcome = grouped_outcome()
    assert outcome.parts.groups == 6
    assert all(one.plain_r2.mean != one.r2.mean for one in outcome.results)
    assert all(one.plain_rmse.low < one.plain_rmse.mean for one in outcome.results)
    assert shared_outcome().winner.plain_r2 is None


def test_a_grouping_field_is_never_an_input():
    assert {one.slug for one in rows_of(group="house").fields} == set(INPUTS)


def test_results_survive_json():
    for outcome in (shared_outcome(), grouped_outcome()):
        for result in (*outcome.results, outcome.baseline):
            assert json.loads(json.dumps(result.to_dict(), allow_nan=False)) == result.to_dict()


def test_a_failing_candidate_is_recorded_and_the_rest_goes_on():
    outcome = outcome_of(candidates=[BROKEN, FEW[0]])
    assert [one.candidate for one in outcome.results] == ["linear", "broken"]
    assert outcome.results[-1].error == "ValueError: this library is out of order"
    assert outcome.results[-1].r2 is None
    assert outcome.selection.winner == "linear"


def test_a_failure_in_a_worker_is_recorded_too():
    errors = {line["candidate"]: line["error"] for line in leaderboard_of_two_workers()}
    assert errors.pop("broken") == "ValueError: this library is out of order"
    assert set(errors.values()) == {None}


def test_nothing_is_chosen_where_every_candidate_fails():
    with pytest.raises(TrainingError, match=r"every candidate failed: Broken: ValueError: this library"):
        events(candidates=[BROKEN])


def test_rows_without_a_target_are_left_out():
    frame = school_rows()
    frame.loc[:19, "physics"] = np.nan
    assert len(rows_of(frame)) == 100


def test_fewer_than_thirty_usable_rows_are_refused():
    frame = school_rows(40)
    frame.loc[:10, "physics"] = np.nan
    with pytest.raises(TrainingError, match=r"29 of 40 rows have a Physics; at least 30 are needed"):
        events(frame=frame)


def test_a_constant_target_is_refused():
    with pytest.raises(TrainingError, match="Physics is 50 in every row"):
        events(frame=school_rows().assign(physics=50.0))


def test_a_training_without_candidates_is_refused():
    with pytest.raises(TrainingError, match="at least one candidate"):
        events(candidates=[])


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_that_cannot_be_used_is_refused(seed):
    with pytest.raises(TrainingError, match="seed must be a whole number"):
        events(seed=seed)


def test_thirty_rows_and_an_empty_input_column_are_enough():
    frame = school_rows(30).assign(music=np.nan)
    assert outcome_of(frame=frame, candidates=FEW[:1]).parts.training_rows == 24


def test_a_recipe_is_scored_again_on_the_very_same_folds():
    winner = shared_outcome().winner
    assert compare(study_of(), Recipe.named(winner.candidate, winner.params)) == winner.fold_scores


def test_a_recipe_of_an_unknown_candidate_is_refused():
    with pytest.raises(TrainingError, match="no candidate is called 'oracle'"):
        Recipe.named("oracle", {})


def test_the_figure_over_all_rows_is_reported_for_the_winner():
    assert set(shared_outcome().all_rows) == set(METRICS)
    assert shared_outcome().all_rows["r2"].mean > 0.5


def test_trees_are_chosen_where_the_data_bends():
    frame = school_rows()
    frame["physics"] = np.where((frame["logic"].fillna(0) - 60).abs() < 8, 80.0, 40.0)
    assert outcome_of(frame=frame).selection.winner == "tree"


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


class CountedSplit(Split):
    """Counts how often it leaves for a worker."""

    sent = 0

    def __reduce__(self):
        CountedSplit.sent += 1
        return Split, (self.train, self.held_out, self.held_out_positions)


def test_a_worker_is_sent_the_rows_once():
    study = study_of()
    counted = CountedSplit(study.split.train, study.split.held_out, study.split.held_out_positions)
    eight = [replace(FEW[0], slug=f"linear {number}", simplicity=number) for number in range(8)]
    *_, last = train(replace(study, split=counted), eight, workers=2)
    assert len(last.outcome.results) == 8
    assert 1 <= CountedSplit.sent <= 4  # two, and those of a worker that was late for its first job


def test_stopping_half_way_ends_the_workers(tmp_path):
    pid_file = tmp_path / "pid"
    stuck = Candidate(slug="stuck", label="Stuck", simplicity=9, make=partial(never_end, pid_file), space={})
    stream = train(study_of(), [FEW[0], stuck], workers=2)
    assert isinstance(next(stream), Started)
    assert next(stream).result.candidate == "linear"
    pid = wait_for_number(pid_file)
    stream.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
