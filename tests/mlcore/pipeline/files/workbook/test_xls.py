"""Old Excel files say the same as new ones, percentages and errors included; broken ones are refused."""

import random
from contextlib import suppress
from functools import partial

import pytest
from old_excel import OldSheet, compound, old_excel
from opened import opened
from tiny_table import SCHEMA

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.headers import known_headers
from mlcore.words.files.layout import of_layout

ROWS = [["colour", "place", "change"], ["red", "Zürich", 7], ["green", "Ulm", 2.5]]


def test_texts_and_numbers_are_spelled_as_in_a_csv_file(tmp_path):
    file = opened(tmp_path, old_excel(OldSheet(name="7B", rows=ROWS)))
    assert file.headers == ("colour", "place", "change")
    assert file.rows == [["red", "Zürich", "7"], ["green", "Ulm", "2.5"]]


def test_percentages_padded_numbers_and_errors_are_told(tmp_path):
    rows = [["a", "b", "c"], [(0.5, "0.0%"), (7, "00000"), "#DIV/0!"]]
    (row,) = opened(tmp_path, old_excel(OldSheet(name="7B", rows=rows))).rows
    assert list(map(str, row)) == ["50%", "00007", "#DIV/0!"]


def test_a_title_a_merged_cell_and_what_is_hidden(tmp_path):
    rows = [["Marks"], *ROWS, ["", "Bonn", 3]]
    sheet = OldSheet(name="7B", rows=rows, merged=((3, 4, 0, 0),), hidden_rows=(2,), hidden_columns=(1,))
    file = opened(tmp_path, old_excel(sheet), partial(known_headers, SCHEMA))
    assert file.rows[-1] == ["green", "Bonn", "3"]
    assert of_layout(file.layout)[-1] == "Hidden in the sheet, and read all the same: 1 row and 1 column."


def test_the_sheet_with_the_columns_is_read(tmp_path):
    book = old_excel(OldSheet(name="Notes", rows=[["x"], ["y"]]), OldSheet(name="7B", rows=ROWS))
    assert opened(tmp_path, book, partial(known_headers, SCHEMA)).rows[0][0] == "red"
    assert opened(tmp_path, book, sheet="notes").rows == [["y"]]


@pytest.mark.parametrize("name", ["EncryptedPackage", "WordDocument"])
def test_what_is_protected_or_no_workbook_is_refused_with_the_remedy(tmp_path, name):
    with pytest.raises(DataError, match=r"protected with a password. Open it, save it as \.xlsx"):
        opened(tmp_path, compound({name: bytes(4096)}))


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_file_is_refused_or_read_and_never_breaks_the_reader(tmp_path, seed):
    dice, book = random.Random(seed), bytearray(old_excel(OldSheet(name="7B", rows=ROWS)))
    for _ in range(6):
        book[dice.randrange(8, len(book))] = dice.randrange(256)
    with suppress(DataError):
        opened(tmp_path, bytes(book[: dice.choice([len(book), 900, 3000])]))


def test_where_two_sheets_have_as_many_columns_somebody_is_asked(tmp_path):
    narrow = [row[:2] for row in ROWS]
    book = old_excel(OldSheet(name="7A", rows=narrow), OldSheet(name="7B", rows=narrow))
    with pytest.raises(DataError, match="Several sheets hold the columns that are wanted: '7A', '7B'"):
        opened(tmp_path, book, partial(known_headers, SCHEMA))
