"""Rows of points, averages and totals are left out and said; nobody who is called Max is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_table import SCHEMA, table

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.no_pupil import MOST_HELD, MOST_TOLD, PupilRows
from mlcore.pipeline.files.checking import check_table
from mlcore.pipeline.files.reading import Reading

HEADERS = ("name", "colour", "place", "change")
ANNA, BEN = ("Anna", "red", "7A", "5"), ("Ben", "green", "7B", "6")


def check(*rows, headers=HEADERS, **how):
    return check_table(table(*rows, headers=headers), SCHEMA, required=(), how=Reading(**how))


def left_out(*rows, **more):
    return [(summary.row, summary.label) for summary in check(*rows, **more).found.summary_rows]


@pytest.mark.parametrize(
    "label",
    ["    Points Possible", "AVERAGE", "Average:", "Class average (7A)", "Std dev", "Std. Dev.", "Standard deviation",
     "Total", "Grand total", "Subtotal 7B", "Max points", "Maximum", "Median", "Total score", "Durchschnitt", "Summe",
     "Moyenne", "\u00c9cart-type", "Student, Test", "Out of", "Average\u00a0score", "Highest mark", "mean of class"],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_that_is_called_so_is_left_out_wherever_it_stands(label, place):
    rows = [ANNA, BEN]
    rows.insert(place, (label, "", "", "5.5"))
    checked = check(*rows)
    assert checked.frame["change"].tolist() == [5, 6]
    assert [(summary.row, summary.label) for summary in checked.found.summary_rows] == [
        (place + 2, label.strip().replace("\u00a0", " "))
    ]


@pytest.mark.parametrize("label", ["Max", "Sum", "Mean", "min", "Media", "Max N."])
def test_a_row_that_may_also_bear_a_name_is_left_out_at_the_end_alone(label):
    row = (label, "", "", "5.5")
    assert left_out(ANNA, row, BEN) == left_out(row, ANNA) == []
    assert left_out(ANNA, ("Min", "", "", "1"), row) == [(3, "Min"), (4, label)]
    assert left_out(ANNA, (label, "", "7A", "5.5")) == []


@pytest.mark.parametrize(
    "name", ["Average, Joe", "Max Mustermann", "Totalina", "Anna Total-Smith", "Mean Jean", "7", "St", "Summer"]
)
def test_a_student_is_never_left_out_for_a_name(name):
    assert left_out(ANNA, (name, "", "", "5.5")) == []


def test_who_has_a_choice_is_a_student_whatever_the_row_is_called():
    assert left_out(ANNA, ("Average", "red", "", "5.5"), ("Total", "GREEN", "", "")) == []


def test_a_set_called_average_is_a_class_unless_it_stands_at_the_end_beside_numbers():
    rows = [("Average", "", "5"), ("Average", "red", "6"), ("Average", "", "7")]
    headers = ("place", "colour", "change")
    assert check(*rows, headers=headers).frame["place"].tolist() == ["Average", "Average"]
    assert left_out(*rows, headers=headers) == [(4, "Average")]


def test_the_label_may_stand_behind_blank_cells():
    assert left_out(ANNA, ("", "", "Total", "11")) == [(3, "Total")]


def test_who_says_so_keeps_all_rows():
    assert check(ANNA, ("Average", "", "", "5"), keep_summary_rows=True).frame["change"].tolist() == [5, 5]


def test_a_table_of_totals_alone_is_refused():
    with pytest.raises(DataError, match="No row below the header is a student"):
        check(("Total", "", "", "5"), ("Average", "", "", "5"))


@pytest.mark.parametrize("before", [(), (ANNA,)])
@pytest.mark.parametrize("more", [1, MOST_HELD + 1])
def test_very_many_rows_one_below_the_other_are_no_end_of_a_table(before, more):
    rows = [*before, *[("Max", "", "", "1")] * (MOST_HELD + more)]
    assert check(*rows).found.rows == len(rows)


def test_memory_does_not_grow_with_rows_that_may_be_no_pupil():
    given = iter(range(10 * MOST_HELD))
    rows = iter(PupilRows(((row, ["Max", "", "", "1"]) for row in given), ()))
    for _ in range(MOST_HELD):
        next(rows)
    assert next(given) <= 2 * MOST_HELD


def test_of_very_many_that_are_no_pupil_the_first_are_told_and_all_are_counted():
    found = check(ANNA, *[("Total", "", "", "1")] * (3 * MOST_TOLD)).found
    assert (len(found.summary_rows), found.rows_left_out) == (MOST_TOLD, 3 * MOST_TOLD)


ROW = st.sampled_from(
    [ANNA, BEN, ("Total", "", "", "1"), ("Max", "", "", "1"), ("Max", "red", "", "2"), ("", "", "", "3")]
)


@given(st.lists(ROW, min_size=1, max_size=12).filter(lambda rows: any(row[1] for row in rows)))
def test_each_row_is_kept_or_told_and_those_with_a_choice_are_kept(rows):
    checked = check(*rows)
    told = [summary.row for summary in checked.found.summary_rows]
    assert sorted([*checked.row_numbers.tolist(), *told]) == list(range(2, 2 + len(rows)))
    assert all(not rows[row - 2][1] for row in told)
    assert checked.found.rows == len(checked.row_numbers)


def test_a_header_that_is_said_again_is_no_student():
    assert left_out(ANNA, HEADERS, BEN) == [(3, "name")]
    assert check(("Anna", "5"), ("change", "6"), headers=("name", "change")).found.summary_rows == ()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_max_without_the_number_or_surname_that_others_have_is_no_pupil(place):
    rows = [["1", "Ann", "7"], ["2", "Ben", "9"], ["3", "Max", "8"]]
    rows.insert(place, ["", "Max", "50"])
    pupils = PupilRows(enumerate(rows, start=2), (), {0, 1})
    assert [cells[0] for _, cells in pupils] == ["1", "2", "3"]
    assert [summary.label for summary in pupils.left_out] == ["Max"]


def test_where_nobody_has_a_number_max_is_a_pupil():
    assert len(list(PupilRows(enumerate([["", "Max", "50"], ["", "Ann", "7"]]), (), {0, 1}))) == 2


def test_a_column_before_the_fields_tells_who_somebody_is():
    headers = ("number", "name", "change")
    assert left_out(("1", "Anna", "5"), ("", "Max", "9"), ("2", "Ben", "6"), headers=headers) == [(3, "Max")]
