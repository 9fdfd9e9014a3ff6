"""The picture of all pairs: a staircase whose numbers can be read and whose names end inside the drawing."""

import pytest

from mlcore.pipeline.explore.results import Cell, Matrix
from predictor.charts.heatmap import LETTER, SIZES, heatmap


def matrix_of(count, strength=0.5, signed=None):
    slugs = tuple(f"f{number}" for number in range(count))
    cells = {"measure": "correlation", "strength": strength, "signed": signed}
    rows = tuple(tuple(Cell(row=row, column=column, **cells) for column in slugs) for row in slugs)
    return Matrix(slugs, rows)


def drawn(count, name="A name of a field", **cell):
    names = {f"f{number}": name for number in range(count)}
    return heatmap("key", "words", matrix_of(count, **cell), names, "f1")


def test_each_row_has_a_cell_for_every_earlier_field():
    assert [len(row.cells) for row in drawn(5).rows] == [0, 1, 2, 3, 4]
    assert [row.is_target for row in drawn(3).rows] == [False, True, False]


@pytest.mark.parametrize("count", [2, 8, 10, 14, 25])
def test_names_end_inside_the_drawing(count):
    heat = drawn(count)
    width = dict(SIZES)[heat.size]
    for row in heat.rows:
        start = float(row.name_x.removesuffix("%")) / 100 * width
        assert start + len(row.name) * LETTER <= width


def test_a_long_first_name_asks_for_a_wider_drawing():
    long = "How many hours a week are spent on homework in all"
    heat = heatmap("key", "words", matrix_of(2), {"f0": long, "f1": "Age"}, "f1")
    assert len(long) * LETTER <= dict(SIZES)[heat.size]


def test_more_fields_ask_for_a_wider_drawing():
    assert [drawn(count).size for count in (3, 12, 25)] == ["", "medium", "wide"]


def test_opposite_directions_are_hatched_and_not_only_coloured():
    assert drawn(2, signed=-0.5).has_negative
    assert not drawn(2, signed=0.5).has_negative


def test_what_could_not_be_measured_has_no_shade():
    assert drawn(2, strength=None).rows[1].cells[0].step == -1


def test_the_text_of_a_dark_cell_is_light_and_a_cell_without_a_figure_has_no_shade():
    dark, light, unknown = (drawn(2, strength=strength).rows[1].cells[0] for strength in (0.8, 0.6, None))
    assert [(cell.shade, cell.is_dark) for cell in (dark, light, unknown)] == [
        ("4", True),
        ("3", False),
        ("none", False),
    ]
