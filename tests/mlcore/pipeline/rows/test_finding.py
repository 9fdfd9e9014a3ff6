"""Rows are found by what they hold, to the last bit, and no more often than they are wanted."""

import pandas as pd
from training_rows import school_rows, school_schema

from mlcore.pipeline.rows.finding import places_of
from mlcore.pipeline.rows.storing import pack

SCHEMA = school_schema()


def places(rows, wanted):
    return places_of(pack([rows], SCHEMA).csv, wanted, SCHEMA)


def test_each_row_is_found_where_it_stands():
    rows = school_rows(30).drop_duplicates(ignore_index=True)
    assert places(rows, rows.iloc[[3, 17]]) == [3, 17]


def test_a_row_that_differs_by_the_last_bit_is_another_one():
    rows = school_rows(5, missing=False)
    assert places(rows, rows.iloc[[2]].assign(logic=rows["logic"][2] + 1e-12)) == []


def test_equal_rows_are_taken_as_often_as_they_are_wanted():
    rows = pd.concat([school_rows(4)] * 3, ignore_index=True)
    assert places(rows, rows.iloc[[1, 1]]) == [1, 5]


def test_a_column_that_is_not_given_has_to_be_blank():
    rows = school_rows(5, missing=False)
    rows.loc[3, "music"] = float("nan")
    assert places(rows, rows.drop(columns="music")) == [3]
