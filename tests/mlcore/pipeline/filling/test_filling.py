"""A template that is filled: what was not filled is the same byte for byte, what was reads back as it was said."""

import pytest
from exports import EXPORTS
from filled_exports import exports
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.numbers import written
from mlcore.pipeline.filling.filling import decimal_mark, filled, said
from mlcore.pipeline.filling.template import template

VALUES = st.floats(0, 100).map(lambda value: round(value, 2))


@given(exports(), st.data())
def test_every_byte_outside_the_filled_cells_stays_and_what_is_filled_reads_back(export, data):
    opened = template(export.content)
    rows = list(opened.records)
    values = data.draw(st.lists(VALUES, min_size=len(rows), max_size=len(rows)))
    mark = decimal_mark(opened, export.place)
    texts = [said(value, mark) for value in values]
    content = filled(opened, export.place, dict(zip(rows, texts, strict=True)))
    assert content == export.with_texts(texts).content
    again = template(content)
    assert [float(written(again.cell(row, export.place), mark).text) for row in rows] == values


@given(exports(), st.text(alphabet='Aé=+-,;"', min_size=1, max_size=5).filter(str.strip))
def test_a_label_of_a_grade_reads_back_whatever_it_is(export, label):
    opened = template(export.content)
    rows = list(opened.records)
    content = filled(opened, export.place, dict.fromkeys(rows, said(label, ".")))
    again = template(content)
    assert {again.cell(row, export.place) for row in rows} == {label.strip()}


@given(exports())
def test_nothing_to_fill_gives_the_file_itself(export):
    assert filled(template(export.content), export.place, {}) == export.content


def test_a_row_that_ends_before_the_column_is_made_longer():
    short = EXPORTS["powerteacher"].replace('"Bora, Ben",', '"Bora, Ben"')
    opened = template(short.encode())
    assert filled(opened, 2, {10: "5"}).decode() == short.replace('"Bora, Ben"', '"Bora, Ben",5')


@pytest.mark.parametrize(
    ("column", "points", "delimiter", "mark"),
    [
        (["7,5", ""], "10", ",", ","),
        (["7.5", "8.5"], "10,0", ";", "."),
        (["", ""], "10,00", ",", ","),
        (["", ""], "10.0", ";", "."),
        (["", ""], "10", ";", ","),
        (["EX", "7"], "10", ",", "."),
    ],
)
def test_the_decimal_mark_is_that_of_the_column_then_of_the_file(column, points, delimiter, mark):
    rows = [["Student", "ID", "Section", "Quiz (1)"], ["    Points Possible", "", "", points]]
    rows += [[f"Name {place}", f"00{place}", "7B", cell] for place, cell in enumerate(column)]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    assert decimal_mark(template("\n".join(lines).encode()), 3) == mark


def test_a_letter_that_the_file_cannot_hold_is_refused_with_the_remedy():
    opened = template(EXPORTS["powerteacher"].replace("Ann", "Zoë").encode("cp1252"))
    with pytest.raises(DataError, match="'Ω' cannot be written in a file with letters of Windows"):
        filled(opened, 2, {9: "Ω"})
