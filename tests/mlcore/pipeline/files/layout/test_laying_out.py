"""Rows of units and maxima are no students; titles over several columns part those that are called alike."""

import pytest
from opened import opened


def left_out(file):
    return [(row.number, row.label, row.why) for row in file.layout.left_out]


@pytest.mark.parametrize("units", ["(marks),%,", ",points,pts", "/20,(out of 10),"])
def test_a_row_of_units_below_the_header_is_left_out(tmp_path, units):
    file = opened(tmp_path, f"essay,quiz,remark\n{units}\n7,8,good\n")
    assert [(number, why) for number, _, why in left_out(file)] == [(2, "units")]
    assert file.numbers == [3]


@pytest.mark.parametrize("row", ["marks,,", "good,%,", ",7,marks"])
def test_an_answer_that_is_called_like_a_unit_is_an_answer(tmp_path, row):
    assert opened(tmp_path, f"essay,quiz,remark\n{row}\n7,8,good\n").numbers == [2, 3]


def test_a_row_of_maxima_tells_what_a_full_result_is(tmp_path):
    file = opened(tmp_path, "pupil,essay,quiz\nOut of,20,12.5\nAnn,7,8\n")
    assert left_out(file) == [(2, "Out of", "what a full result is")]
    assert [column.maximum for column in file.layout.columns] == [None, 20, 12.5]


def test_whoever_keeps_all_rows_keeps_that_of_maxima(tmp_path):
    assert opened(tmp_path, "pupil,essay\nOut of,20\nAnn,7\n", keep_summary_rows=True).numbers == [2, 3]


@pytest.mark.parametrize("header", ["Essay (out of 20)", "Essay [/20]", "Essay (20 marks)", "Essay (max. 20)"])
def test_a_maximum_in_the_header_is_told(tmp_path, header):
    column = opened(tmp_path, f"pupil,{header}\nAnn,7\n").layout.columns[1]
    assert (column.title, column.maximum, column.role) == ("Essay", 20, "score")


@pytest.mark.parametrize("header", ["Essay (2)", "Essay 1/2", "Essay (part 2)", "Essay (of May)", "(20 marks)"])
def test_a_number_that_is_no_maximum_is_none(tmp_path, header):
    assert opened(tmp_path, f"pupil,{header}\nAnn,7\n").layout.columns[1].maximum is None


def test_a_title_over_several_columns_parts_those_that_are_called_alike(tmp_path):
    file = opened(tmp_path, "Class 7B,,,Maths,,History,\nUPN,Adno,Reg,Quiz,Essay,Quiz,Talk\n1,2,7B,3,4,5,6\n")
    titles = ["UPN", "Adno", "Reg", "Maths Quiz", "Essay", "History Quiz", "Talk"]
    assert [column.title for column in file.layout.columns] == titles
    assert file.headers == ("UPN", "Adno", "Reg", "Quiz", "Essay", "Quiz", "Talk")


def test_a_column_that_the_upper_row_of_a_header_names_keeps_its_name(tmp_path):
    file = opened(tmp_path, "Pupil,Spring,,,\n,UPN,Adno,Reg,Quiz\nAnn,1,2,7B,3\n")
    assert (file.headers, file.numbers) == (("Pupil", "UPN", "Adno", "Reg", "Quiz"), [3])


def test_max_without_the_number_that_all_others_have_is_what_a_full_result_is(tmp_path):
    file = opened(tmp_path, "number,pupil,essay\n,Max,50\n1,Ann,7\n2,Ben,50\n")
    assert left_out(file) == [(2, "Max", "what a full result is")]
    assert file.layout.columns[2].maximum == 50


@pytest.mark.parametrize(
    "rows",
    ["Max,1,50\nAnn,2,7\nBen,3,9", "Max,,6\nAnn,2,7\nBen,3,9", "Max,,50\nAnn,,7\nBen,3,9", "Max,,50\nAnn,2,7"],
)
def test_whoever_is_called_max_is_a_pupil(tmp_path, rows):
    assert opened(tmp_path, f"pupil,number,essay\n{rows}\n").numbers[0] == 2
