"""Copies of rows are told from pupils who look alike."""

import numpy as np
import pandas as pd
import pytest
from training_rows import INPUTS, school_rows

from mlcore.pipeline.rows.repeats import count_repeats, repeated_rows

ROWS = school_rows(60)


def repeats(rows: pd.DataFrame, inputs=INPUTS, target="physics"):
    return repeated_rows(rows, inputs, target)


def coarse(rows: int = 300, seed: int = 1) -> pd.DataFrame:
    """Few answers and few results: pupils look alike by chance."""
    random = np.random.default_rng(seed)
    level = random.integers(1, 4, rows)
    return pd.DataFrame(
        {"level": level, "kind": random.integers(0, 2, rows), "mark": level + random.integers(0, 3, rows)}
    )


def test_every_copy_has_the_number_of_its_original():
    found = repeats(pd.concat([ROWS] * 3, ignore_index=True))
    assert found[:60].tolist() == found[60:120].tolist() == found[120:].tolist()
    assert len(set(found[:60])) == 60


def test_rows_without_copies_need_no_numbers():
    assert repeats(ROWS) is None
    assert count_repeats(None) == 0


def test_copies_are_counted_without_their_originals():
    assert count_repeats(repeats(pd.concat([ROWS, ROWS[:7], ROWS[:7]], ignore_index=True))) == 14


def test_blanks_are_equal_to_each_other():
    rows = ROWS.assign(effort=np.nan, track=None)
    assert count_repeats(repeats(pd.concat([rows, rows[:5]], ignore_index=True))) == 5


def test_pupils_who_look_alike_and_differ_in_the_result_are_no_copies():
    assert repeats(pd.concat([ROWS, ROWS.assign(physics=ROWS["physics"] + 1)], ignore_index=True)) is None


@pytest.mark.parametrize("seed", range(5))
def test_coarse_answers_are_equal_by_chance_and_no_copies(seed):
    assert repeats(coarse(seed=seed), ["level", "kind"], "mark") is None


def test_copies_of_coarse_answers_are_known_by_the_other_columns():
    rows = coarse().assign(else_known=np.arange(300.0))
    copied = pd.concat([rows] * 2, ignore_index=True)
    assert count_repeats(repeats(copied, ["level", "kind"], "mark")) == 300


def test_a_copy_in_another_house_is_a_copy():
    rows = pd.concat([ROWS, ROWS[:9].assign(house="elsewhere")], ignore_index=True)
    assert count_repeats(repeats(rows)) == 9


def test_a_table_of_few_answers_that_fix_the_result_is_left_alone():
    rows = pd.DataFrame({"level": [1, 2, 3] * 40, "mark": [10, 20, 30] * 40})
    assert repeats(rows, ["level"], "mark") is None
