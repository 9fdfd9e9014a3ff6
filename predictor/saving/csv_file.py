"""A list as CSV, written piece by piece."""

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from mlcore.pipeline.files.formulas import disarm
from predictor.saving.table import Cell, SavedTable


class _Line:
    """What csv.writer writes to; its `writerow` hands the line back."""

    def write(self, text: str) -> str:
        return text


def lines(table: SavedTable) -> Iterator[str]:
    """Formulas are disarmed, times have their distance from UTC."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(map(disarm, table.header))  # without the mark Excel misreads names with accents
    for piece in table.pieces:
        yield "".join(writer.writerow([_text(cell, table.decimals) for cell in row]) for row in piece)


def _text(cell: Cell, decimals: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, Decimal):
        return str(cell)
    return f"{cell:.{decimals}f}" if isinstance(cell, float) else disarm(str(cell))
