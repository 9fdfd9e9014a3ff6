"""Which column holds what: guessed with a reason, refused where it cannot be."""

import pytest

from mlcore.pipeline.schema import Schema
from predictor.imports.core.mapping import MappingError, Why, check, guess, known_headers
from predictor.imports.core.table import Table


@pytest.fixture(scope="module")
def schema():
    return Schema.load("mlcore/schemas/exams.toml")


@pytest.fixture
def guessed(schema):
    def ask(*headers, kind="students", **remembered):
        best = remembered.pop("best", None)
        table = Table(headers=headers, rows=())
        return guess(table, schema, kind, {key.replace("_", " "): one for key, one in remembered.items()}, best)

    return ask


@pytest.mark.parametrize(
    ("header", "target", "why"),
    [
        ("Student ID", "number", Why.CALLED),
        ("UPN", "number", Why.CALLED),
        ("Pupil name", "name", Why.CALLED),
        ("Legal Surname", "last", Why.CALLED),
        ("Vorname", "first", Why.CALLED),
        ("math score", "field:math_score", Why.CALLED),
        ("Readign score", "field:reading_score", Why.NEARLY_CALLED),
        ("Comment", "out", Why.NOTHING),
        ("", "out", Why.NOTHING),
    ],
)
def test_a_header_says_what_its_column_holds(guessed, header, target, why):
    (one,) = guessed(header)
    assert (one.target, one.why) == (target, why)


def test_a_sensitive_column_is_left_out_and_that_is_said(guessed):
    (one,) = guessed("Lunch")
    assert (one.target, one.why, one.like) == ("out", Why.SENSITIVE, "field:lunch")


def test_what_was_chosen_before_counts_more_than_the_header(guessed):
    lunch, reading = guessed("Lunch", "Reading", lunch="field:lunch", reading="out of students")
    assert (lunch.target, reading.target, reading.why) == ("field:lunch", "out", Why.REMEMBERED)


def test_what_was_left_out_of_marks_is_proposed_for_results(guessed):
    (reading,) = guessed("Reading", kind="outcomes", reading="out of inputs")
    assert reading.target == "field:reading_score"


def test_what_was_chosen_for_another_schema_is_not_remembered_here(guessed):
    (one,) = guessed("Reading", reading="field:of_another_schema")
    assert (one.target, one.why) == ("field:reading_score", Why.CALLED)


def test_numbers_of_known_students_count_more_than_a_header(guessed):
    first, second = guessed("Student ID", "Code", best=1)
    assert (first.target, second.target, second.why) == ("out", "number", Why.MATCHES)


def test_no_two_columns_are_guessed_to_hold_the_same(guessed):
    first, second = guessed("Reading", "Reading score")
    assert (first.target, second.target, second.like) == ("field:reading_score", "out", "field:reading_score")


def test_a_whole_name_and_its_parts_are_not_both_guessed(guessed):
    assert [one.target for one in guessed("Name", "First name", "Surname")] == ["name", "out", "out"]


def test_the_remarks_of_rejected_rows_are_left_out(guessed):
    assert guessed("what is wrong")[0].target == "out"


def test_outcomes_are_only_of_what_a_question_asks(guessed):
    assert [one.target for one in guessed("Maths", "Lunch", "Date", kind="outcomes")] == [
        "field:math_score",
        "out",
        "day",
    ]


@pytest.mark.parametrize(
    ("targets", "kind", "said"),
    [
        (["number", "number"], "students", "cannot both be the same"),
        (["name", "last"], "students", "in one column or in two"),
        (["first", "out"], "students", "who is who"),
        (["number", "out"], "inputs", "at least one column"),
        (["number", "field:lunch"], "outcomes", "nothing that a column of this file can hold"),
        (["number", "nonsense"], "students", "nothing that a column of this file can hold"),
        (["number", "day"], "students", "nothing that a column of this file can hold"),
    ],
)
def test_columns_that_cannot_be_read_like_this_are_refused(schema, targets, kind, said):
    with pytest.raises(MappingError, match=said):
        check(targets, ["A", "B"], schema, kind)


def test_how_many_headers_are_understood_finds_the_sheet(schema):
    assert known_headers(schema, ["Student ID", "Reading", "Comment"])[0] == 2
