"""50% beside 0.6 in one column is not guessed: the rows are named."""

from dataclasses import replace

import pytest
from tiny_table import SCHEMA, table

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.mixed_percent import MixedPercent
from mlcore.pipeline.files.checking import check_table


def checked(*cells, minimum=0, maximum=100):
    fields = [replace(f, minimum=minimum, maximum=maximum) if f.is_number else f for f in SCHEMA.fields]
    rows = [("red", "Ulm", cell) for cell in cells]
    return check_table(table(*rows), replace(SCHEMA, fields=tuple(fields)), required=())


@pytest.mark.parametrize("part", ["0.6", ".6", "0,6"])
def test_a_percent_beside_a_part_of_one_is_refused_with_both_rows(part):
    with pytest.raises(DataError, match=f"row 4 holds '50%' and row 3 '{part}'"):
        checked("70", part, "50%", "80%", "0.7")


@pytest.mark.parametrize("cells", [["50%", "60"], ["0.6", "60"], ["0%", "0"], ["0.5%", "1"], ["50%", "1.5"]])
def test_what_has_one_reading_is_read(cells):
    assert len(checked(*cells).frame) == 2


def test_where_a_field_ends_at_one_both_are_the_same():
    assert checked("50%", "0.5", maximum=1).frame["change"].tolist() == [0.5, 0.5]


def test_rows_are_found_however_the_file_is_cut():
    mixing = MixedPercent()
    for row, cell in enumerate(["7", "0.6", "8", "50%", "0.7"], start=2):
        mixing.look_at({cell}, [cell], [row])
    assert mixing.rows == (5, 3)
