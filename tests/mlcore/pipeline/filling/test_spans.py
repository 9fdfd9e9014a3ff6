"""Where each cell stands: wherever Python's reader can read a text, and as it reads it."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.filling.spans import MOST_CELLS, spans


def read(text):
    """None where the reader refuses."""
    try:
        return [record for record in csv.reader(StringIO(text, newline=""), strict=True) if record]
    except csv.Error:
        return None


@given(st.text(alphabet='a",;\r\n ', max_size=30))
def test_cells_are_those_of_pythons_reader_and_their_texts_are_where_they_are_said_to_be(text):
    records = read(text)
    if records is None:
        with pytest.raises(DataError):
            spans(text, ",")
        return
    found = spans(text, ",")
    assert [[cell.text for cell in cells] for cells in found.values()] == records
    assert all(text[cell.start : cell.end] == cell.raw for cells in found.values() for cell in cells)


def test_rows_are_numbered_by_the_line_on_which_they_begin():
    text = '\ufeffsep=,\r\na,"b\r\nc"\n\nd\re,""'
    found = spans(text, ",")
    assert {row: [cell.text for cell in cells] for row, cells in found.items()} == {
        2: ["a", "b\r\nc"],
        5: ["d"],
        6: ["e", ""],
    }


@pytest.mark.parametrize("filler", ["\n", ","])
def test_more_cells_than_any_gradebook_has_are_refused_with_the_remedy(filler):
    with pytest.raises(DataError, match="more than 300,000 cells. Download fewer columns"):
        spans("a,b\n" + filler * (MOST_CELLS + 1), ",")
