"""Sentences about a file that was read: all of it for who imports it, nothing of few students for who looks at it."""

import json
from dataclasses import asdict

import pytest
from tiny_table import SCHEMA, check

from mlcore.pipeline.files.cells.found import Found, SummaryRow
from mlcore.pipeline.from_json import from_json
from mlcore.words.files.imported import of_fields, of_file, on_page
from mlcore.words.files.refused import lines

CODES = [("red", "Ulm", cell) for cell in ["1", "2", "3,5", "-9", "-9", "-9", "abs", ""]]


def test_the_sheet_that_was_read_and_those_that_were_not_are_named():
    assert of_file(Found(rows=1_200, sheet="7A", other_sheets=("7B", "Notes"))) == [
        "Read from sheet \u201c7A\u201d; not read: \u201c7B\u201d and \u201cNotes\u201d.",
        "Rows read: 1,200.",
    ]


@pytest.mark.parametrize(
    ("rows", "named"), [(1, "row 1 (\u201cTotal\u201d)."), (7, "row 5 (\u201cTotal\u201d) and 2 more.")]
)
def test_rows_that_are_no_students_are_named_with_the_way_to_keep_them(rows, named):
    said = of_file(Found(rows=9, summary_rows=tuple(SummaryRow(row, "Total") for row in range(1, rows + 1))))[0]
    assert f"{named} If they are, use --keep-summary-rows." in said


def test_rows_that_are_counted_and_not_kept_are_said_too():
    found = Found(rows=9, summary_rows=(SummaryRow(2, "Total"),), summary_row_count=1_201)
    assert "row 2 (\u201cTotal\u201d) and 1,200 more." in of_file(found)[0]
    assert on_page(found, SCHEMA)[0] == "1,201 rows that are no student (totals, averages) left out."


def test_gaps_choices_that_never_came_commas_and_codes_are_said():
    assert of_fields(check(*CODES).found, SCHEMA) == [
        "Not known: Change of score in 2 rows (1 as \u201cabs\u201d).",
        "Choices that no row has: Colour \u201cgreen\u201d.",
        "Change of score: 1 cell has a decimal comma (7,5 is read as 7.5).",
        "Change of score: 3 cells say -9, far from all other values. "
        'If that means "not known", add unknown = ["-9"] to this field of the schema.',
    ]


def test_a_file_without_gaps_says_so():
    assert of_fields(check(("red", "Ulm", "1"), ("green", "Ulm", "2")).found, SCHEMA) == ["Every value is known."]


def test_pages_say_it_without_counts_of_few_students():
    said = on_page(check(*CODES, ("Total", "", "9")).found, SCHEMA)
    assert said[:2] == [
        "1 row that is no student (totals, averages) left out.",
        "Change of score: written with a decimal comma (7,5 is read as 7.5).",
    ]
    assert said[2].startswith("Change of score: some cells say -9,")
    assert len(said) == 3


def test_what_was_found_comes_back_as_it_was_stored():
    found = check(*CODES, ("Total", "", "9")).found
    assert from_json(Found, json.loads(json.dumps(asdict(found)))) == found


def test_few_refusals_are_told_one_by_one_and_many_in_one_line():
    few, many = check(*[("red", "Ulm", "s")] * 3).kinds, check(*[("red", "Ulm", "s")] * 4_000).kinds
    assert [len(lines(kind, 3)) for kind in (*few, *many)] == [3, 1]
    assert lines(many[0], 3)[0].endswith(
        'and 3,999 more cells of this column; among them "s" (4,000 times). '
        """What means 'not known' can be named in the schema: unknown = ["s"]"""
    )


def test_a_choice_written_otherwise_leads_to_spellings_and_a_slip_to_nothing():
    (kind,) = check(*[("r", "Ulm", "1")] * 4).kinds
    assert lines(kind, 3)[0].endswith('unknown = ["r"]; other ways to write a choice under spellings')
    (slips,) = check(*[(f"r{number}", "Ulm", "1") for number in range(50)]).kinds
    assert lines(slips, 3)[0].endswith("and 49 more cells of this column")


@pytest.mark.parametrize(("cell", "is_named"), [("99", True), ("77", False)])
def test_only_usual_codes_beyond_the_bounds_may_mean_nothing(cell, is_named):
    (kind,) = check(*[("red", "Ulm", cell)] * 4).kinds
    assert (f'unknown = ["{cell}"]' in lines(kind, 3)[0]) is is_named
