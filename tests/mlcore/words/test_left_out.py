"""Rows that were refused are told in one sentence, whichever release stored what is known of them."""

from tiny_table import HEADERS, SCHEMA, check

from mlcore.pipeline.files.headers import SURPLUS
from mlcore.words.left_out import left_out

SENTENCE = (
    "3 rows were left out at the import: colour (1 cell was not one of: red, green) and "
    "change of score (2 cells were not a number from -50 to 50)."
)


def test_reasons_of_one_column_are_told_together():
    checked = check(("blue", "Ulm", "7"), ("red", "Ulm", "99"), ("red", "Ulm", "abc"))
    assert left_out(checked.left_out, SCHEMA) == SENTENCE


def test_what_the_first_release_stored_is_told_in_the_same_words():
    stored = {
        "rows": 3,
        "reasons": [
            {"column": "hue", "expected": "one of: red, green", "cells": 1},
            {"column": "change", "expected": "a number from -50 to 50", "cells": 2},
        ],
    }
    assert left_out(stored, SCHEMA) == SENTENCE


def test_one_row_is_told_in_the_singular():
    checked = check(("red", "Ulm", "7", "x"), headers=(*HEADERS, SURPLUS))
    assert left_out(checked.left_out, SCHEMA) == (
        "1 row was left out at the import: 1 cell was cells beyond the header."
    )


def test_nothing_is_said_where_all_rows_were_good():
    assert left_out(check(("red", "Ulm", "7")).left_out, SCHEMA) == ""
