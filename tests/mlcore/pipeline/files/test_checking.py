"""Every bad cell is named with row, column, value and what is allowed; good rows become a frame."""

import random
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_table import HEADERS, SCHEMA, check

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.checker import MOST_PROBLEMS
from mlcore.pipeline.files.headers import SURPLUS
from mlcore.pipeline.rows.storing import content_sha256


def problems(*rows, **options):
    return [str(problem) for problem in check(*rows, **options).problems]


def test_good_rows_become_a_frame_in_the_order_of_the_schema():
    frame = check(("7", "RED", " Ulm "), ("", "n/a", ""), headers=("change", "hue", "Place")).frame
    assert list(frame.columns) == ["colour", "place", "change"]
    assert frame.iloc[0].tolist() == ["red", "Ulm", 7.0]
    assert frame.iloc[1].isna().all()
    assert frame["change"].dtype == "float64"


def test_a_bad_cell_is_named_with_row_column_value_and_what_is_allowed():
    checked = check(("red", "Ulm", "7"), ("red", "Ulm", "abc"))
    assert [str(problem) for problem in checked.problems] == [
        'row 3, column change: "abc" is not allowed; expected a number from -50 to 50'
    ]
    assert checked.row_numbers.tolist() == [2]
    assert [row.cells for row in checked.bad_rows] == [["red", "Ulm", "abc"]]


def test_every_bad_cell_of_a_row_is_named_in_the_order_of_the_file():
    named = problems(("99", "blue"), headers=("change", "hue"), required=())
    assert [text.split(":")[0] for text in named] == ["row 2, column change", "row 2, column hue"]


def test_a_date_says_that_it_is_a_date():
    assert problems(("red", date(2024, 3, 4), date(2024, 3, 5))) == [
        'row 2, column place: "2024-03-04" is not allowed; expected a name of at most 100 characters; '
        "the cell is formatted as a date or time; "
        'a spreadsheet program may have made a date out of "4/3" or "3/4": write it as text',
        'row 2, column change: "2024-03-05" is not allowed; expected a number from -50 to 50; '
        "the cell is formatted as a date or time; "
        'a spreadsheet program may have made a date out of "5/3" or "3/5": write it as text',
    ]


def test_what_is_shown_of_a_cell_is_one_short_harmless_line():
    (problem,) = check((f"\x1b[31m\n{'x' * 500}", "Ulm", "7")).problems
    assert problem.value.isprintable()
    assert len(problem.value) == 40


def test_cells_beyond_the_header_are_a_problem():
    checked = check(("red", "Ulm", "7", "5"), ("red", "Ulm", "8"), headers=(*HEADERS, SURPLUS))
    assert [(problem.row, problem.value) for problem in checked.problems] == [(2, "5")]
    assert (checked.frame["change"].tolist(), checked.ignored_columns) == ([8.0], ())


def test_a_short_row_ends_in_values_that_are_not_known():
    assert check(("red",)).frame.iloc[0].isna().tolist() == [False, True, True]


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_a_decimal_comma_is_read_whatever_separates_cells(delimiter):
    checked = check(("red", "a", "7.5"), ("red", "a", "7,5"), delimiter=delimiter)
    assert checked.frame["change"].tolist() == [7.5, 7.5]


@pytest.mark.parametrize("number", ["1.234,5", "1,2,3", "1 000", "7,5 points", ",", "1_0"])
def test_a_number_that_can_be_read_in_two_ways_is_refused(number):
    assert check(("red", "a", number), delimiter=";").problem_count == 1


def test_extra_columns_are_named_and_ignored():
    checked = check(("red", "Ulm", "7", "x", "", "y"), headers=(*HEADERS, "shoe size", "", ""))
    assert checked.ignored_columns == ("shoe size", "column 6 (no header)")
    assert list(checked.frame.columns) == list(HEADERS)


def test_missing_columns_are_named_with_the_spellings_that_are_understood():
    with pytest.raises(DataError) as refusal:
        check(("Ulm", "x"), headers=("place", "size"))
    assert "Colour (header: 'colour' or 'hue'); Change of score (header: 'change' or" in str(refusal.value)
    assert "Its columns are: 'place', 'size'." in str(refusal.value)


def test_a_column_that_is_not_required_may_be_missing():
    checked = check(("red",), headers=("colour",), required=("colour",))
    assert checked.missing_columns == ("place", "change")
    assert checked.frame.iloc[0].isna().tolist() == [False, True, True]


@pytest.mark.parametrize("headers", [("colour", "colour"), ("colour", "Hue"), ("COLOUR", " colour ")])
def test_two_columns_of_one_field_are_refused(headers):
    with pytest.raises(DataError, match="Two columns hold Colour"):
        check(("red", "green"), headers=headers)


def test_a_file_without_any_known_column_says_what_is_expected():
    with pytest.raises(DataError, match="Expected are: colour, place, change"):
        check(("1", "2"), headers=("a", "b"), required=())


def test_very_many_problems_are_counted_but_not_kept():
    checked = check(*[("blue", "Ulm", "abc")] * 2_000)
    assert (len(checked.problems), checked.problem_count) == (MOST_PROBLEMS, 4_000)
    assert len(checked.bad_rows) == 2_000
    assert checked.frame.empty


def test_a_table_without_problems_has_no_bad_rows():
    checked = check(("red", "Ulm", "7"))
    assert (checked.problem_count, list(checked.bad_rows), checked.missing_columns) == (0, [], ())


def test_cleaning_each_distinct_cell_once_gives_what_cleaning_row_by_row_gives():
    dice = random.Random(7)  # noqa: S311
    rows = [(dice.choice(["red", "GREEN", "", "x"]), "Ulm", dice.choice(["1", "2.5", "99"])) for _ in range(500)]
    apart = [check(row) for row in rows]
    expected = pd.concat([each.frame for each in apart if not each.bad_rows], ignore_index=True)
    assert check(*rows).frame.equals(expected.astype({"change": "float64"}))
    assert check(*rows).problem_count == sum(each.problem_count for each in apart)


@given(
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5)), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
)
def test_whatever_a_file_holds_each_row_is_either_good_or_explained(rows, delimiter):
    checked = check(("red", "", "1"), *rows, delimiter=delimiter)
    explained = {problem.row for problem in checked.problems} | {summary.row for summary in checked.found.summary_rows}
    assert sorted([*checked.row_numbers, *explained]) == list(range(2, 3 + len(rows)))
    assert len(checked.frame) == len(checked.row_numbers)
    assert len(content_sha256(checked.frame, SCHEMA)) == 64
