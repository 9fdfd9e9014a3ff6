"""A header that is not understood says which column it looks like, and where it differs."""

from dataclasses import replace

import pytest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.headers import columns_of
from mlcore.pipeline.schema import Field, Question, Schema


def number(slug, label, *aliases):
    return Field(slug=slug, label=label, kind="number", minimum=0, maximum=100, aliases=aliases)


FIELDS = (number("maths_score", "Maths score", "math"), number("item_12", "Item 12"), number("final", "Final result"))
GUESS = Question(slug="guess", label="Guess", target="final", inputs=("maths_score", "item_12"))
SCHEMA = Schema(name="tiny", version=1, label="Tiny", fields=FIELDS, tasks=(GUESS,))
OTHERS = ("item 12", "final")


def refusal(*headers):
    with pytest.raises(DataError) as refused:
        columns_of(headers, SCHEMA, None)
    return str(refused.value)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "maths sc\u043ere",
            "'Maths score': its character 9 is CYRILLIC SMALL LETTER O, where \u201cMaths score",
        ),
        (
            "m\u0430th",
            "'math': its character 2 is CYRILLIC SMALL LETTER A, where \u201cmath\u201d has LATIN SMALL",
        ),
        ("\uff4dath", "'math': its character 1 is FULLWIDTH LATIN SMALL LETTER M"),
        ("Maths_sore", "'Maths score': its character 8 is LATIN SMALL LETTER O, where \u201cMaths score\u201d has"),
        (
            "mathsscore",
            "'Maths score': its character 6 is LATIN SMALL LETTER S, where \u201cMaths score\u201d has",
        ),
        ("Maths score 1", "'Maths score': its character 13 is DIGIT ONE, where \u201cMaths score\u201d ends"),
    ],
)
def test_a_header_says_which_column_it_looks_like_and_where_it_differs(header, said):
    assert f"'{header}' looks like {said}" in refusal(header, *OTHERS)


@pytest.mark.parametrize(
    "header", ["Maths score\u00a0", "\u200bmaths score", "MATHS\u2013SCORE", "Maths\u00a0\u00a0score", "\ufb01nal"]
)
def test_what_is_only_dressed_otherwise_is_understood(header):
    columns = columns_of((header,), SCHEMA, ())
    assert columns[0].field in FIELDS


@pytest.mark.parametrize("header", ["item 13", "shoe size", "reading score", ""])
def test_another_column_is_not_said_to_look_like_one(header):
    assert "looks like" not in refusal("maths score", "final", header)


def test_a_column_that_is_understood_is_no_lookalike_of_a_missing_one():
    assert "looks like" not in refusal("Maths score", "final")


def test_where_no_column_is_known_the_lookalikes_are_named_too():
    said = refusal("m\u0430th", "\u0456tem 12", "pupil")
    assert said.startswith("No column of the file is known.")
    assert said.count("looks like") == 2


def test_of_very_many_lookalikes_a_few_are_named():
    fields = tuple(number(f"answer_{place}", f"Answer {place}") for place in range(300))
    schema = Schema(name="wide", version=1, label="Wide", fields=fields, tasks=())
    with pytest.raises(DataError) as refused:
        columns_of([f"\u0430nswer {place}" for place in range(300)], schema, None)
    assert str(refused.value).count("looks like") == 5


def test_of_hundreds_of_missing_columns_a_few_are_named_and_the_others_counted():
    fields = (*FIELDS, *[number(f"quiz_{place}", f"Quiz {place}") for place in range(300)])
    with pytest.raises(DataError) as refused:
        columns_of(("final",), replace(SCHEMA, fields=fields), None)
    assert "(header: 'quiz_5') and 294 others. Its columns are: 'final'." in str(refused.value)
    assert len(str(refused.value)) < 600


def test_two_columns_of_one_name_are_told_apart_by_their_place():
    assert "'Final' (column 1) and 'final' (column 3). Keep one of them." in refusal("Final", "place", "final")


def test_a_title_above_the_header_has_a_remedy():
    assert "among the first 15 rows: remove what stands above it" in refusal("Marks of the spring term")
