"""Sentences about a file that was read: all of it for who imports it, nothing of few students for who looks at it."""

import json
from dataclasses import asdict, replace

import pytest
from tiny_table import SCHEMA, check

from mlcore.pipeline.files.cells.found import FieldFound, Found, SummaryRow
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


def wide(**found):
    """Three hundred fields of which the same was found."""
    fields = tuple(replace(SCHEMA.fields[2], slug=f"item_{place}", label=f"Item {place}") for place in range(300))
    facts = {"words": {}, "styles": {}, "codes": {}} | found
    return Found(rows=200, fields=tuple(FieldFound(field=field.slug, **facts) for field in fields)), replace(
        SCHEMA, fields=fields, tasks=()
    )


def test_of_hundreds_of_fields_a_few_are_named_and_the_others_counted():
    assert of_fields(*wide(not_known=7, styles={"decimal comma": 2}, codes={"999": 3})) == [
        f"Not known: {', '.join(f'Item {place} in 7 rows' for place in range(8))} and 292 other fields.",
        "Item 0, Item 1, Item 2, Item 3, Item 4, Item 5, Item 6, Item 7 and 292 others: "
        "600 cells have a decimal comma (7,5 is read as 7.5).",
        "Item 0, Item 1, Item 2, Item 3, Item 4, Item 5, Item 6, Item 7 and 292 others: 900 cells say 999, "
        'far from all other values. If that means "not known", add unknown = ["999"] to these fields of the schema.',
    ]


def test_of_many_gaps_the_largest_are_named():
    found, schema = wide(not_known=7)
    largest = replace(found.fields[250], not_known=90)
    said = of_fields(replace(found, fields=(*found.fields[:250], largest, *found.fields[251:])), schema)
    assert said[0].startswith("Not known: Item 250 in 90 rows, Item 0 in 7 rows,")


def test_choices_that_no_row_has_are_listed_by_field():
    colour = replace(SCHEMA.fields[0], choices=tuple(f"c{place}" for place in range(150)))
    town = replace(colour, slug="town", label="Town", choices=("a", "b"))
    facts = {"words": {}, "styles": {}, "codes": {}}
    fields = (
        FieldFound(field="colour", never_met=colour.choices, **facts),
        FieldFound(field="town", never_met=("a", "b"), **facts),
    )
    said = of_fields(Found(rows=9, fields=fields), replace(SCHEMA, fields=(colour, town), tasks=()))
    assert said[1].endswith("\u201cc7\u201d and 142 others; Town \u201ca\u201d and \u201cb\u201d.")
    assert len(said[1]) < 200


def test_a_gap_that_is_always_written_the_same_is_counted_once():
    said = of_fields(check(("red", "Ulm", "abs"), ("green", "Ulm", "1")).found, SCHEMA)
    assert said == ["Not known: Change of score in 1 row (as \u201cabs\u201d)."]


def test_very_many_sheets_and_columns_that_are_not_read_are_counted():
    others = tuple(f"x{place}" for place in range(60))
    sheet, rows, ignored = of_file(Found(rows=9, sheet="7A", other_sheets=others, ignored_columns=others))
    assert sheet.endswith("\u201cx7\u201d and 52 others.")
    assert ignored == "Ignored columns: x0, x1, x2, x3, x4, x5, x6, x7 and 52 others"


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
    assert [len(lines(kinds, 3)) for kinds in (few, many)] == [3, 1]
    assert lines(many, 3)[0].endswith(
        'and 3,999 more cells of this column; among them "s" (4,000 times). '
        """What means 'not known' can be named in the schema: unknown = ["s"]"""
    )


def test_words_that_stand_in_many_columns_are_one_line():
    kinds = check(*[("oops", "Ulm", "1")] * 4).kinds
    columns = [replace(example, column=f"item {place}") for place in range(12) for example in kinds[0].examples[:1]]
    said = lines([replace(kinds[0], examples=(column,)) for column in columns], 3)
    assert len(said) == 1
    assert said[0].endswith(
        "The same in 44 cells of other columns: "
        + ", ".join(f"item {place}" for place in range(1, 9))
        + " and 3 others"
    )


def test_a_choice_written_otherwise_leads_to_spellings_and_a_slip_to_nothing():
    kinds = check(*[("r", "Ulm", "1")] * 4).kinds
    assert lines(kinds, 3)[0].endswith(
        "The schema can name other ways to write a choice (spellings), new choices, and 'not known': unknown = [\"r\"]"
    )
    slips = check(*[(f"r{number}", "Ulm", "1") for number in range(50)]).kinds
    assert lines(slips, 3)[0].endswith("and 49 more cells of this column")


@pytest.mark.parametrize(("cell", "is_named"), [("99", True), ("77", False)])
def test_only_usual_codes_beyond_the_bounds_may_mean_nothing(cell, is_named):
    kinds = check(*[("red", "Ulm", cell)] * 4).kinds
    assert (f'unknown = ["{cell}"]' in lines(kinds, 3)[0]) is is_named


def test_cells_that_tell_their_own_maximum_are_said():
    field = {"field": "change", "words": {}, "codes": {}, "styles": {"out of a maximum": 2}}
    found = Found(rows=2, fields=(FieldFound(**field),))
    assert of_fields(found, SCHEMA)[-1] == "Change of score: 2 cells have a maximum (7/10 is read as 35)."


def test_pages_say_what_a_file_was_an_export_of_and_which_sitting_counts():
    assert on_page(Found(rows=2, format="nwea", sittings="best"), SCHEMA) == [
        "Read as an export of NWEA MAP Growth.",
        "Of several tests of a student in one subject and window the best counts.",
    ]
    assert on_page(Found(rows=2, format="of a later release"), SCHEMA) == []
