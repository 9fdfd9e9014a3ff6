"""Rows of several datasets become rows of one, and what stands in two of them is noticed."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yearly import FIRST, GROWN, rows_of

from mlcore.pipeline.rows.combining import Repeats, carried, combine
from mlcore.pipeline.rows.storing import content_sha256
from mlcore.pipeline.schema import Field

A, B = rows_of(FIRST, 40, 1), rows_of(FIRST, 30, 2)


def coarse(rows, seed):
    """Pupils of whom little is known: many have the same values."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"grade": rng.integers(1, 7, rows).astype(float), "sex": rng.choice(["f", "m"], rows)})


def test_rows_stand_one_after_the_other():
    found = combine([A, B])
    assert found.frame.equals(pd.concat([A, B], ignore_index=True))
    assert found.repeats == (Repeats(), Repeats())


def test_the_same_rows_again_are_left_out():
    found = combine([A, A.sample(frac=1, random_state=0)])
    assert found.frame.equals(A)
    assert found.repeats[1] == Repeats(40, 40)


def test_an_overlap_is_left_out_and_the_rest_kept():
    found = combine([A, pd.concat([A.tail(7), B], ignore_index=True)])
    assert found.frame.equals(pd.concat([A, B], ignore_index=True))
    assert found.repeats[1] == Repeats(7, 7)


def test_the_overlap_of_a_third_with_the_second_is_found():
    assert combine([A, B, B.head(5)]).repeats[2] == Repeats(5, 5)


def test_rows_are_kept_or_left_out_as_asked():
    assert len(combine([A, A], leave_out=False).frame) == 80
    years = [coarse(500, 1), coarse(500, 2)]
    assert len(combine(years, leave_out=True).frame) < 700


@pytest.mark.parametrize("seed", range(20))
def test_another_year_of_pupils_who_look_alike_is_no_copy(seed):
    found = combine([coarse(300, seed), coarse(200, seed + 100)])
    assert len(found.frame) == 500
    assert found.repeats[1] == Repeats(200, 0)


def test_blanks_repeat_like_values():
    rows = A.assign(midterm=np.nan, track=None)
    assert combine([rows, rows.head(3)]).repeats[1] == Repeats(3, 3)


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=12), min_size=2, max_size=4))
def test_of_equal_rows_as_many_are_kept_as_one_part_has_at_most(parts):
    frames = [pd.DataFrame({"value": [float(number) for number in part]}) for part in parts]
    kept = Counter(combine(frames, leave_out=True).frame["value"].astype(int).tolist())
    counts = [Counter(part) for part in parts]
    assert kept == {value: max(count[value] for count in counts) for value in set().union(*parts)}


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=12), min_size=2, max_size=4))
def test_what_is_left_out_and_what_is_kept_are_all_rows(parts):
    found = combine([pd.DataFrame({"value": [float(number) for number in part]}) for part in parts])
    assert len(found.frame) + sum(part.left_out for part in found.repeats) == sum(map(len, parts))


def test_older_rows_do_not_know_a_newer_field():
    fields = (Field(slug="age", label="Age", kind="number", minimum=5, maximum=25), *GROWN.fields)
    grown = type(GROWN)(name="yearly", version=3, label="Yearly", fields=fields, tasks=GROWN.tasks)
    rows = carried(A, grown)
    assert rows["age"].isna().all()
    assert rows[list(A.columns)].equals(A)
    assert list(rows.columns) == [field.slug for field in fields]


def test_rows_that_are_carried_over_keep_their_hash_where_the_fields_are_the_same():
    assert content_sha256(carried(A, GROWN), GROWN) == content_sha256(A, FIRST)


def test_places_of_rows_are_told_after_some_were_left_out():
    found = combine([A, pd.concat([A.tail(2), B], ignore_index=True)])
    assert found.still([[0, 39], [40, 42], [42, 43, 71]]) == [[0, 39], [40, 41, 69]]
