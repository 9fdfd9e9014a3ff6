"""OpenDocument sheets say the same as workbooks of Excel; what cannot be bounded is refused."""

from functools import partial

import pytest
from open_document import cell, open_document, row
from opened import opened
from tiny_table import SCHEMA

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.headers import known_headers
from mlcore.words.files.layout import of_layout

HEADER = row(cell("colour"), cell("place"), cell("change"))
RED = row(cell("red"), cell("Zürich"), cell(7))


def test_texts_and_numbers_are_spelled_as_in_a_csv_file(tmp_path):
    file = opened(tmp_path, open_document(a=HEADER + RED))
    assert (file.headers, file.rows) == (("colour", "place", "change"), [["red", "Zürich", "7"]])


def test_percentages_padded_numbers_and_errors_are_told(tmp_path):
    cells = [
        cell(0.5, "50%", kind="percentage"),
        cell(7, "00007"),
        cell("#DIV/0!", more='calcext:value-type="error"'),
    ]
    (read,) = opened(tmp_path, open_document(a=HEADER + row(*cells))).rows
    assert list(map(str, read)) == ["50%", "00007", "#DIV/0!"]


def test_rows_and_cells_that_stand_for_many_are_all_of_them(tmp_path):
    twice = row(
        cell(0.5, kind="percentage", more='table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'
    )
    assert opened(tmp_path, open_document(a=HEADER + twice)).rows == [["50%"] * 3] * 2


def test_a_merged_cell_and_what_is_hidden(tmp_path):
    tall = row(
        cell("red", more='table:number-rows-spanned="2"'), cell("Ulm"), cell(7), more='table:visibility="filter"'
    )
    covered = row("<table:covered-table-cell/>", cell("Bonn"), cell(8))
    columns = '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    file = opened(tmp_path, open_document(a=columns + HEADER + tall + covered))
    assert file.rows[1] == ["red", "Bonn", "8"]
    assert of_layout(file.layout) == ["Hidden in the sheet, and read all the same: 1 row and 2 columns."]


def test_the_sheet_with_the_columns_is_read(tmp_path):
    book = open_document(notes=row(cell("x")) + row(cell("y")), marks=HEADER + RED)
    assert opened(tmp_path, book, partial(known_headers, SCHEMA)).rows[0][0] == "red"


MANY = 'table:number-columns-repeated="16384"'


@pytest.mark.parametrize("kind", ["percentage", "float"])
def test_a_cell_that_stands_for_billions_is_refused_before_memory_runs_out(tmp_path, kind):
    bomb = row(cell(0.5, kind=kind, more=MANY), more='table:number-rows-repeated="1048576"')
    with pytest.raises(DataError, match="reaches too far"):
        opened(tmp_path, open_document(a=HEADER + bomb))


def test_entities_are_refused(tmp_path):
    content = open_document(a=HEADER + RED).replace(b'<?xml version="1.0"?>', b"<!DOCTYPE a [ ]>     ")
    with pytest.raises(DataError):
        opened(tmp_path, content)
