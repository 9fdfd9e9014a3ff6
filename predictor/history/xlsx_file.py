"""The history as an Excel workbook."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from predictor.grades.in_force import InForce
from predictor.history.columns import HEADER, Cell, cells
from predictor.models import Prediction

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# About two seconds; a longer history is read as CSV, which is sent while it is written.
MOST_ROWS = 20_000
# Texts are texts: one that begins with = is no formula, an address no link.
AS_THEY_ARE = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
WIDTHS = {"made_at": 18, "student": 24, "class": 16, "warnings": 40}


def write(path: Path, chunks: Iterable[list[Prediction]]) -> None:
    """Numbers as numbers, times as local times; raises OSError."""
    from xlsxwriter import Workbook

    with Workbook(str(path), AS_THEY_ARE) as workbook:
        sheet, in_force = workbook.add_worksheet("Predictions"), InForce()
        looks = {dt.datetime: "yyyy-mm-dd hh:mm", float: "0.00"}
        formats: dict[type, Any] = {kind: workbook.add_format({"num_format": look}) for kind, look in looks.items()}
        _write_heading(sheet, workbook.add_format({"bold": True}))
        rows = (prediction for chunk in chunks for prediction in chunk)
        for row, prediction in enumerate(rows, start=1):
            for column, cell in enumerate(cells(prediction, in_force)):
                sheet.write(row, column, _value(cell), formats.get(type(cell)))


def _write_heading(sheet: "Worksheet", bold: Any) -> None:
    for column, name in enumerate(HEADER):
        sheet.set_column(column, column, WIDTHS.get(name, 12))
        sheet.write(0, column, name, bold)
    sheet.freeze_panes(1, 0)


def _value(cell: Cell) -> Cell:
    """A workbook knows no time zones."""
    if isinstance(cell, dt.datetime):
        return cell.replace(tzinfo=None)
    return round(cell, 2) if isinstance(cell, float) else cell
