"""A list as an Excel workbook."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from predictor.saving.table import MOST_WORKBOOK_ROWS, Cell, SavedTable, TooLong

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Texts are texts: one that begins with = is no formula, an address no link.
AS_THEY_ARE = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
WIDTH = 12


def write(path: Path, table: SavedTable) -> None:
    """Numbers as numbers, times as local times; raises OSError, TooLong."""
    from xlsxwriter import Workbook

    with Workbook(str(path), AS_THEY_ARE) as workbook:
        sheet = workbook.add_worksheet(table.title)
        looks = {
            dt.datetime: "yyyy-mm-dd hh:mm",  # not for readers
            dt.date: "yyyy-mm-dd",  # not for readers
            float: f"0.{'0' * table.decimals}",
        }
        formats: dict[type, Any] = {kind: workbook.add_format({"num_format": look}) for kind, look in looks.items()}
        _write_heading(sheet, table, workbook.add_format({"bold": True}))
        rows = (row for piece in table.pieces for row in piece)
        for place, row in enumerate(rows, start=1):
            if place > MOST_WORKBOOK_ROWS:
                raise TooLong
            for column, cell in enumerate(row):
                sheet.write(place, column, _value(cell, table.decimals), formats.get(type(cell)))


def _write_heading(sheet: "Worksheet", table: SavedTable, bold: Any) -> None:
    for column, name in enumerate(table.header):
        sheet.set_column(column, column, table.widths.get(name, WIDTH))
        sheet.write(0, column, name, bold)
    sheet.freeze_panes(1, 0)


def _value(cell: Cell, decimals: int) -> Cell:
    """A workbook knows no time zones."""
    if isinstance(cell, dt.datetime):
        return cell.replace(tzinfo=None)
    return round(cell, decimals) if isinstance(cell, float) else cell
