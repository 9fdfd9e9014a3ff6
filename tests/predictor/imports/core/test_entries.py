"""What each row says, read as its columns were mapped."""

import datetime as dt
from types import MappingProxyType

import pytest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.schema import Schema
from predictor.imports.core.entries import Said, day_of, read_entries
from predictor.imports.core.mapping import known_headers
from predictor.imports.core.table import read_table

JUNE = dt.date(2026, 6, 30)
NONE = MappingProxyType({})
SCHEMA = Schema.load("mlcore/schemas/exams.toml")


def read(*lines, targets, decimal=None, maxima=NONE):
    table = read_table("\n".join(lines).encode(), lambda headers: known_headers(SCHEMA, headers))
    return read_entries(table, Said(targets=targets, decimal=decimal, maxima=maxima), SCHEMA)


def test_names_in_two_columns_become_one():
    (one,) = read("Forename,Surname", " Ana  Maria ,Ruiz", targets=["first", "last"]).rows
    assert one.name == "Ana Maria Ruiz"


def test_a_cell_that_is_not_known_says_nothing():
    (one,) = read(
        "Id,Reading,Writing", "7,N/A,50", targets=["number", "field:reading_score", "field:writing_score"]
    ).rows
    assert one.values == {"writing_score": 50.0}


def test_a_bad_cell_names_row_column_value_and_what_is_allowed():
    (one,) = read("Id,Reading", "7,801", targets=["number", "field:reading_score"]).rows
    assert str(one.problems[0]) == ("row 2, column Reading: “801” is not allowed; expected a number from 0 to 100")


def test_averages_are_no_students():
    found = read("Name,Reading", "Ida,50", "Average,50", targets=["name", "field:reading_score"])
    assert ([one.name for one in found.rows], found.found.rows_left_out) == (["Ida"], 1)


def test_max_without_a_number_is_what_a_full_result_is_and_no_student():
    lines = ("Id,Name,Reading", "7,Ida,50", ",Max,80", "8,Max,60")
    found = read(*lines, targets=["number", "name", "field:reading_score"])
    assert ([one.row for one in found.rows], found.found.rows_left_out) == ([2, 4], 1)


def test_a_percent_beside_a_part_of_one_is_refused_with_both_rows():
    with pytest.raises(DataError, match="row 2 holds '50%' and row 3 '0.6'"):
        read("Id,Reading", "7,50%", "8,0.6", targets=["number", "field:reading_score"])


def test_a_row_about_nobody_is_a_problem():
    (_, one) = read("Name,Reading", "Ida,50", ",60", targets=["name", "field:reading_score"]).rows
    assert [problem.kind for problem in one.problems] == ["nobody"]


def test_a_value_that_was_cut_in_two_is_a_problem():
    first, second = read("Id,Reading", "7,72,5", "8,72,,", targets=["number", "field:reading_score"]).rows
    assert str(first.problems[0]).startswith("row 2: “5”: it stands behind the last column.")
    assert not second.problems


def test_a_number_that_a_program_shortened_is_nobodys():
    (one,) = read("Id,Reading", "1.2E+15,50", targets=["number", "field:reading_score"]).rows
    assert [problem.kind for problem in one.problems] == ["shortened"]


def test_a_date_says_what_it_may_have_been():
    (one,) = read("Id,Reading", "7,2026-04-03", targets=["number", "field:reading_score"]).rows
    assert 'made a date out of "3/4" or "4/3"' in str(one.problems[0])


@pytest.mark.parametrize(("text", "kind"), [("x" * 151, "too long"), ("A\x07B", "no text")])
def test_a_name_that_cannot_be_stored_is_a_problem(text, kind):
    (one,) = read("Name,Reading", f"{text},50", targets=["name", "field:reading_score"]).rows
    assert [problem.kind for problem in one.problems] == [kind]


def test_a_name_loses_what_nobody_sees_and_keeps_what_joins_its_letters():
    (one,) = read(
        "Name,Reading", "\u202aMe\u00adna\u202c \u0646\u200c\u0645,50", targets=["name", "field:reading_score"]
    ).rows
    assert (one.name, one.problems) == ("Mena \u0646\u200c\u0645", ())


@pytest.mark.parametrize("name", ["\u3164", "\u2060\u202e", "\u200d"])
def test_a_name_that_shows_nothing_is_no_name(name):
    (one,) = read("Name,Reading", f"{name},50", targets=["name", "field:reading_score"]).rows
    assert [problem.kind for problem in one.problems] == ["nobody"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30", dt.date(2026, 6, 30)),
        ("30.6.2026", dt.date(2026, 6, 30)),
        ("0026-06-30", None),
        ("06/07/2026", None),
        ("2026-02-30", None),
    ],
)
def test_only_a_day_that_is_certain_is_read(text, day):
    assert day_of(text) == day


def test_points_are_scaled_to_the_field():
    (one,) = read("Id,Reading", "7,7", targets=["number", "field:reading_score"], maxima={1: 10.0}).rows
    assert one.values == {"reading_score": 70.0}


def test_more_points_than_there_are_is_told_as_the_file_counts_and_remedied_as_the_field_does():
    (one,) = read("Id,Reading", "7,11", targets=["number", "field:reading_score"], maxima={1: 10.0}).rows
    assert str(one.problems[0].reason) == "“11” is not allowed; expected a number from 0 to 10"
    assert one.problems[0].remark == "Reading: expected a number from 0 to 100"


def test_what_can_be_read_in_two_ways_is_told_its_remedy_as_pages_have_it():
    (one,) = read("Id,Reading", '7,"1,234"', targets=["number", "field:reading_score"]).rows
    assert "or choose on the step 'Columns' how such numbers are read" in str(one.problems[0].reason)
    assert "--" not in one.problems[0].remark
