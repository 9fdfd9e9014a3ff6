"""Sheets as people see them: zeros before numbers, merged cells, hidden rows and columns."""

import io

import pytest
import xlsxwriter
from opened import opened
from rosters import roster_zip

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.workbook import hidden
from mlcore.words.files.layout import of_layout


def sheet(fill):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book.add_worksheet("7B"), book)
    return file.getvalue()


@pytest.mark.parametrize(("shape", "shown"), [("00000", "00711"), ("0000", "0711"), ("0", "711"), ("00.0", "711")])
def test_zeros_that_a_sheet_shows_before_a_number_are_kept(tmp_path, shape, shown):
    def fill(page, book):
        page.write_column(0, 0, ["number", "x"])
        page.write(2, 0, 711, book.add_format({"num_format": shape}))

    assert opened(tmp_path, sheet(fill)).rows == [["x"], [shown]]


def test_a_cell_that_is_merged_over_rows_stands_in_each_of_them(tmp_path):
    def fill(page, book):
        page.merge_range(0, 0, 0, 2, "Marks of 7B")
        page.write_row(1, 0, ["house", "pupil", "quiz"])
        page.merge_range(2, 0, 3, 0, "Oak")
        page.write_column(2, 1, ["Ann", "Ben", "Cem"])
        page.write_column(2, 2, [7, 8, 9])

    file = opened(tmp_path, sheet(fill))
    assert file.layout.context == ((1, "Marks of 7B"),)
    assert file.rows == [["Oak", "Ann", "7"], ["Oak", "Ben", "8"], ["", "Cem", "9"]]


def test_a_header_of_two_rows_is_read_as_one(tmp_path):
    def fill(page, book):
        for place, word in enumerate(["UPN", "Adno", "Reg"]):
            page.merge_range(0, place, 1, place, word)
        page.merge_range(0, 3, 0, 4, "Maths")
        page.merge_range(0, 5, 0, 6, "History")
        page.write_row(1, 3, ["Quiz", "Essay"] * 2)
        page.write_row(2, 0, ["A1", "07", "7B", 1, 2, 3, 4])

    titles = [column.title for column in opened(tmp_path, sheet(fill)).layout.columns]
    assert titles[3:] == ["Maths Quiz", "Maths Essay", "History Quiz", "History Essay"]


def hidden_parts(page, book):
    for row in range(9):
        page.write_row(row, 0, ["a", "b", "c", "d"] if not row else [row] * 4)
    page.set_row(3, None, None, {"hidden": True})
    page.set_row(5, None, None, {"hidden": True})
    page.set_column(1, 2, None, None, {"hidden": True})


@pytest.mark.parametrize("size", [1 << 20, 64, 700])
def test_hidden_rows_and_columns_are_read_and_said(tmp_path, monkeypatch, size):
    monkeypatch.setattr(hidden, "CHUNK", size)
    layout = opened(tmp_path, sheet(hidden_parts)).layout
    assert of_layout(layout) == ["Hidden in the sheet, and read all the same: 2 rows and 2 columns."]


def test_columns_that_are_called_alike_are_named(tmp_path):
    layout = opened(tmp_path, "pupil,quiz,quiz,\nAnn,7,8,\n").layout
    assert of_layout(layout) == ["“quiz” is the name of 2 columns: 2 and 3."]


def test_a_oneroster_export_is_told_from_a_workbook(tmp_path):
    with pytest.raises(DataError, match="a OneRoster export: it holds classes, people and results, not one table"):
        opened(tmp_path, roster_zip(tmp_path / "a.zip").read_bytes())
