"""From a table by group and the figures of everybody, nothing about a few students follows."""

from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.diagnosis.group_errors import Judged, group_errors
from mlcore.pipeline.diagnosis.suppression import without_traces
from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field

NAMES = tuple("abcdef")
HOUSE = Field(slug="house", label="House", kind="category", choices=NAMES)
LOGIC = Field(slug="logic", label="Logic", kind="number", minimum=0, maximum=100)
SIZES = st.lists(st.integers(0, 45), min_size=1, max_size=len(NAMES))


def table_of(values, field):
    rows = len(values)
    (errors,) = group_errors(Judged(pd.DataFrame({field.slug: values}), np.zeros(rows), np.ones(rows)), [field], 1)
    return errors


def houses(sizes):
    return [name for name, size in zip(NAMES, sizes, strict=False) for _ in range(size)]


def followed(sizes, shown):
    """Every set of groups whose sums follow from those shown and the sum of everybody, as sets of places."""
    published = np.array([np.eye(len(sizes))[place] for place in shown] + [np.ones(len(sizes))])
    places = range(len(sizes))
    for some in chain.from_iterable(combinations(places, size) for size in range(1, len(sizes) + 1)):
        asked = np.isin(places, some).astype(float)
        if np.linalg.matrix_rank(np.vstack([published, asked])) == np.linalg.matrix_rank(published):
            yield some


@given(SIZES)
def test_no_sum_of_fewer_than_ten_can_be_solved_for(sizes):
    shown = [NAMES.index(group.group) for group in table_of(houses(sizes), HOUSE).groups]
    known = [sum(sizes[place] for place in some) for some in followed(sizes, shown)]
    assert not any(0 < students < SMALLEST_GROUP for students in known if students != sum(sizes))


@given(SIZES)
def test_a_group_is_either_shown_or_named_as_hidden(sizes):
    errors = table_of(houses(sizes), HOUSE)
    named = [*(group.group for group in errors.groups), *errors.hidden]
    assert sorted(named) == [name for name, size in zip(NAMES, sizes, strict=False) if size]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [([44, 35, 1], ["a"]), ([30, 9], []), ([44, 35, 10], ["a", "b", "c"]), ([40, 30, 9, 1], ["a", "b"])],
)
def test_beside_one_hidden_group_the_smallest_other_is_hidden_too(sizes, shown):
    assert [group.group for group in table_of(houses(sizes), HOUSE).groups] == shown


@pytest.mark.parametrize("values", [[10.0] * 5 + [50.0] * 75, [50.0] * 75 + [90.0] * 5, [*range(12)]])
def test_no_band_of_numbers_is_so_small_that_its_ends_tell_what_few_have(values):
    errors = table_of(values, LOGIC)
    assert errors.hidden == ()
    assert sum(group.n for group in errors.groups) == len(values)


@given(st.lists(st.integers(0, 8).map(float), min_size=30, max_size=90))
def test_bands_have_ten_students_or_more(values):
    assert all(group.n >= SMALLEST_GROUP for group in table_of(values, LOGIC).groups)


def stored(*sizes, hidden):
    one = Estimate(1.0, 0.5, 1.5)
    groups = [
        GroupError(group=name, n=n, actual=1.0, bias=one, mae=one, rmse=one, middle=(0, 0, 0))
        for name, n in zip(NAMES, sizes, strict=False)
    ]
    return FieldErrors("house", tuple(groups), hidden)


@pytest.mark.parametrize(
    ("sizes", "hidden", "rows", "shown"),
    [
        ((44, 35), ("f",), 80, ["a"]),
        ((44, 35), ("e", "f"), 83, ["a"]),
        ((44, 35), ("e", "f"), 93, ["a", "b"]),
        ((44, 35), (), 79, ["a", "b"]),
    ],
)
def test_tables_of_older_releases_are_shown_by_the_same_rule(sizes, hidden, rows, shown):
    errors = without_traces(stored(*sizes, hidden=hidden), rows)
    assert [group.group for group in errors.groups] == shown
    assert without_traces(errors, rows) == errors


def test_where_an_older_release_did_not_store_how_many_rows_there_were_one_more_is_hidden():
    assert [group.group for group in without_traces(stored(44, 35, hidden=("e", "f")), 0).groups] == ["a"]
