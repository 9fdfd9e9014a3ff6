"""Training from rows to a bundle that serves: events, honest figures, and everything that can fail."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from broken_candidates import BROKEN
from sklearn.model_selection import train_test_split
from training_rows import school_rows
from trainings import (
    FEW,
    TIMES,
    events,
    grouped_outcome,
    leaderboard,
    outcome_of,
    shared_events,
    shared_outcome,
    study_of,
)

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import choose_candidates
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.stats.scores import METRICS
from mlcore.pipeline.training.results import CandidateDone, Finished, Looking, Started
from mlcore.pipeline.training.side_by_side import refitted_answers
from mlcore.pipeline.training.training import train

pytestmark = pytest.mark.training


def test_events_begin_with_the_start_and_end_with_the_outcome():
    found = shared_events()
    assert [type(one) for one in found[:4]] == [Started, *[CandidateDone] * 3]
    assert {type(one) for one in found[4:-1]} == {Looking}
    assert isinstance(found[-1], Finished)
    assert set(found[0].candidates) == {one.result.candidate for one in found[1:4]} == {"linear", "ridge", "tree"}


def test_looking_at_the_winner_never_goes_back():
    told = [one for one in shared_events() if isinstance(one, Looking)]
    parts = ["folds", "all rows", "ranges", "importance", "dependence", "groups"]
    places = [(parts.index(one.at), one.done) for one in told]
    assert places == sorted(places)
    assert [one.at for one in told if one.done and one.done == one.total] == ["folds", "ranges", *parts[3:5]]
    assert list(dict.fromkeys(one.at for one in told)) == parts


def test_a_candidate_arrives_before_the_next_one_is_trained():
    trained = []
    later = replace(FEW[1], make=lambda seed: trained.append(seed) or FEW[1].make(seed))
    stream = train(study_of(), [later, FEW[0]], place=Here(1))
    assert isinstance(next(stream), Started)
    assert next(stream).result.candidate == "linear"
    stream.close()
    assert trained == []


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


@cache
def with_held_out_turned_round():
    frame = school_rows()
    _, held_out = train_test_split(frame.index.to_numpy(), test_size=0.2, random_state=42)
    frame.loc[held_out, "physics"] = 100 - frame.loc[held_out, "physics"]
    return outcome_of(frame=frame)


def test_what_is_held_out_finds_no_settings_and_is_only_asked_about():
    before, after = (
        {one.candidate: one for one in outcome.results} for outcome in (shared_outcome(), with_held_out_turned_round())
    )
    assert {slug: one.tried for slug, one in after.items()} == {slug: one.tried for slug, one in before.items()}
    assert all(after[slug].held_out.r2 < before[slug].held_out.r2 for slug in before)


def test_what_is_held_out_has_no_say_in_the_rehearsed_choice():
    before, after = (outcome.rehearsal for outcome in (shared_outcome(), with_held_out_turned_round()))
    assert (after.candidate, after.rows) == (before.candidate, before.rows) == (before.candidate, 24)
    assert after.scores.rmse > before.scores.rmse


def test_all_rows_decide():
    assert shared_outcome().parts.compared_on_all
    before, after = (outcome.winner.fold_scores for outcome in (shared_outcome(), with_held_out_turned_round()))
    assert after != before


def test_other_seeds_choose_the_same_model():
    chosen = {outcome_of(frame=school_rows(200), seed=seed).selection.winner for seed in (1, 2, 3)}
    assert len(chosen) == 1


def test_fewer_than_ten_students_who_are_held_out_give_no_figures():
    outcome = outcome_of(frame=school_rows(35), candidates=FEW[:1])
    assert outcome.parts.held_out_rows == 7
    assert outcome.rehearsal is None
    (linear,) = outcome.results
    assert (linear.held_out, linear.held_out_rows) == (None, None)
    assert all(errors.groups == () for errors in linear.held_out_groups)


def test_the_rehearsed_choice_tells_the_figures_of_its_model():
    outcome = shared_outcome()
    chosen = next(one for one in outcome.results if one.candidate == outcome.rehearsal.candidate)
    assert outcome.rehearsal.scores == chosen.held_out
    assert outcome.rehearsal.label == chosen.label


def test_the_plain_figure_stands_beside_the_grouped_one():
    outcome = grouped_outcome()
    assert outcome.parts.groups == 6
    assert all(one.plain_r2.mean != one.r2.mean for one in outcome.results)
    assert all(one.plain_rmse.low < one.plain_rmse.mean for one in outcome.results)
    assert shared_outcome().winner.plain_r2 is None


def test_a_training_with_groups_says_how_far_they_are_off_together():
    outcome = grouped_outcome()
    assert outcome.diagnosis.between == outcome.bundle.ranges.between
    assert outcome.diagnosis.between.groups == 6
    assert shared_outcome().diagnosis.between is None


def test_three_groups_are_compared_once_and_the_parts_say_so():
    parts = outcome_of(frame=school_rows(houses=3), group="house", candidates=FEW[:1]).parts
    assert (parts.groups, parts.repeats, parts.too_few_groups) == (3, 1, 0)


def test_two_groups_cannot_be_kept_together_and_the_parts_say_so():
    parts = outcome_of(frame=school_rows(houses=2), group="house", candidates=FEW[:1]).parts
    assert (parts.groups, parts.repeats, parts.too_few_groups) == (0, 5, 2)


def test_copies_of_rows_teach_nothing_about_themselves():
    frame = school_rows(60).assign(physics=np.random.default_rng(5).integers(0, 101, 60).astype(float))
    outcome = outcome_of(
        frame=pd.concat([frame] * 10, ignore_index=True), candidates=choose_candidates(["tree", "knn"])
    )
    assert outcome.parts.repeated == 540
    assert outcome.winner.r2.mean < 0.2
    assert not outcome.selection.beats_baseline
    assert outcome.diagnosis.out_of_fold.r2 < 0.2


def test_one_group_with_nearly_all_rows_fails_no_candidate():
    frame = school_rows(60).assign(house=["large"] * 54 + ["a"] * 2 + ["b"] * 2 + ["c"] * 2)
    outcome = outcome_of(frame=frame, group="house", candidates=choose_candidates(["ridge", "knn"]))
    assert [one.error for one in outcome.results] == [None, None]


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


def test_nothing_is_chosen_where_every_candidate_fails():
    with pytest.raises(TrainingError, match=r"every candidate failed: Broken: ValueError: this library"):
        events(candidates=[BROKEN])


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
    answers = refitted_answers(study_of(), Recipe.named(winner.candidate, winner.params))
    assert answers.scores["rmse"] == winner.fold_scores["rmse"]


def test_a_recipe_of_an_unknown_candidate_is_refused():
    with pytest.raises(TrainingError, match="no candidate is called 'oracle'"):
        Recipe.named("oracle", {})


def test_trees_are_chosen_where_the_data_bends():
    frame = school_rows()
    frame["physics"] = np.where((frame["logic"].fillna(0) - 60).abs() < 8, 80.0, 40.0)
    assert outcome_of(frame=frame).selection.winner == "tree"
