"""Which rows are learned from and which are looked at; groups and copies stay together."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.model_selection import train_test_split
from training_rows import INPUTS, school_rows, school_schema
from trainings import events, rows_of, shared_outcome

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.folds import comparison_folds, residual_folds, split, tuning_folds
from mlcore.pipeline.fitting.keeping_together import numbered_sets
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.rows.repeats import count_repeats

pytestmark = pytest.mark.training


def in_turn(houses: int, rows: int) -> list[str]:
    return [f"house {row % houses}" for row in range(rows)]


def copied_into_the_next_house(frame: pd.DataFrame, houses: int) -> pd.DataFrame:
    """One pupil of each house stands in another one, too."""
    others = in_turn(houses, houses + 1)[1:]
    return pd.concat([frame, frame[:houses].assign(house=others)], ignore_index=True)


def test_the_held_out_part_is_that_of_train_test_split():
    outcome = shared_outcome()
    _, held_out = train_test_split(school_rows()["physics"].to_numpy(), test_size=0.2, random_state=42)
    for result in outcome.results:
        assert sorted(actual for _, actual in result.held_out_rows.pairs) == sorted(held_out.tolist())


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


@pytest.fixture
def of_people():
    """Rows of which every third is of the same person as the one 30 rows before it."""
    rows = rows_of()
    sets = [(place, place + 30) for place in range(0, 30, 3)]
    return replace(rows, people=numbered_sets(sets, len(rows)))


@pytest.mark.parametrize("folds", [tuning_folds, comparison_folds, residual_folds])
def test_folds_keep_rows_of_one_person_together(folds, of_people):
    for learned, validation in folds(of_people, 42):
        assert set(of_people.people[learned]).isdisjoint(of_people.people[validation])


def test_the_held_out_part_keeps_rows_of_one_person_together(of_people):
    learned, held_out = split(of_people, 0.2, 42)
    assert len(held_out)
    assert set(of_people.people[learned]).isdisjoint(of_people.people[held_out])


def test_rows_of_one_person_are_no_copies_and_are_known_by_their_place_in_the_frame():
    frame = school_rows(90)
    frame.loc[0, "physics"] = np.nan
    study = Study.of(frame, school_schema(), school_schema().task("physics"), people=numbered_sets([[0, 1, 5]], 90))
    assert study.rows.people[[0, 4]].tolist() == [0, 0]
    assert len(set(study.rows.people)) == 88
    assert count_repeats(study.rows.repeats) == 0


def test_the_held_out_part_keeps_groups_together():
    rows = rows_of(group="house")
    learned, held_out = split(rows, 0.2, 42)
    assert len(held_out)
    assert set(rows.groups[learned]).isdisjoint(rows.groups[held_out])


@pytest.mark.parametrize("folds", [tuning_folds, comparison_folds, residual_folds])
def test_folds_keep_copies_of_a_row_together(folds):
    rows = rows_of(pd.concat([school_rows()] * 3, ignore_index=True))
    for learned, validation in folds(rows, 42):
        assert set(learned % 120).isdisjoint(validation % 120)


def test_the_held_out_part_keeps_copies_and_groups_together():
    rows = rows_of(pd.concat([school_rows()] * 2, ignore_index=True), group="house")
    learned, held_out = split(rows, 0.2, 42)
    assert set(learned % 120).isdisjoint(held_out % 120)
    assert set(rows.groups[learned]).isdisjoint(rows.groups[held_out])


@pytest.mark.parametrize("folds", [tuning_folds, comparison_folds, residual_folds])
@pytest.mark.parametrize("houses", [3, 6, 20])
def test_copies_in_other_houses_do_not_tie_all_houses_together(folds, houses):
    rows = rows_of(school_rows().assign(house=in_turn(houses, 120)).pipe(copied_into_the_next_house, houses), "house")
    assert len(folds(rows, 42)) >= 3
    for learned, validation in folds(rows, 42):
        assert len(learned) >= len(rows) / 2
        assert set(rows.groups[learned]).isdisjoint(rows.groups[validation])


def test_a_few_copies_in_another_house_stay_with_their_originals():
    frame = pd.concat([school_rows(), school_rows()[:1].assign(house="house 0")], ignore_index=True)
    rows = rows_of(frame, group="house")
    assert rows.together[0] == rows.together[120]


def test_copies_within_a_house_are_counted_also_where_others_cannot_be_kept_together():
    frame = school_rows().assign(house=in_turn(3, 120)).pipe(copied_into_the_next_house, 3)
    rows = rows_of(pd.concat([frame, frame[:7]], ignore_index=True), group="house")
    assert count_repeats(rows.repeats) == 7


def test_copies_stay_together_where_groups_are_mixed():
    rows = rows_of(pd.concat([school_rows()] * 2, ignore_index=True), group="house").without_groups()
    assert len(set(rows.together)) == 120


def test_so_few_groups_that_each_is_a_fold_are_not_compared_again_and_again():
    rows = rows_of(school_rows(houses=3), group="house")
    assert len(comparison_folds(rows, 42)) == 3
    assert (rows.named_groups, rows.without_group) == (3, 0)


def test_rows_without_a_group_stand_alone():
    frame = school_rows()
    frame.loc[:9, "house"] = None
    rows = rows_of(frame, group="house")
    assert len(set(rows.groups)) == 6 + 10
    assert (rows.named_groups, rows.without_group) == (6, 10)


def test_too_few_groups_to_hold_any_out_mean_plain_folds():
    frame = school_rows(houses=2)
    frame.loc[:9, "house"] = None
    rows = rows_of(frame, group="house")
    assert (rows.groups, rows.named_groups) == (None, 2)


def test_a_grouping_field_is_never_an_input():
    assert {one.slug for one in rows_of(group="house").fields} == set(INPUTS)


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
