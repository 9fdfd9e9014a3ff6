"""Percents beside parts of one: of 50% and 0.6 in a column nobody can tell whether 0.6 is 60% or less than 1%."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.numbers import PERCENT, percent_of
from mlcore.pipeline.files.headers import Column
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.spelling import tidy

Way = Literal["percent", "part"]
# Between 0 and 1, both left out.
PART = re.compile(r"\+?0?[.,]\d*[1-9]\d*", re.ASCII)


class MixedPercent:
    """The first row of each way; memory does not grow with the rows."""

    def __init__(self) -> None:
        self._first: dict[Way, tuple[int, str]] = {}

    @property
    def rows(self) -> tuple[int, ...]:
        """The row of a percent and that of a part, where there are both; else none."""
        return tuple(row for row, _ in self._both)

    def look_at(self, distinct: Collection[Cell], cells: Sequence[Cell], row_numbers: Sequence[int]) -> None:
        """`distinct` are all different ones among `cells`."""
        if len(self._first) == 2:
            return
        ways: dict[Cell, Way] = {cell: way for cell in distinct if isinstance(cell, str) and (way := _way(cell))}
        for way in set(ways.values()) - self._first.keys():
            place = next(place for place, cell in enumerate(cells) if ways.get(cell) == way)
            self._first[way] = row_numbers[place], tidy(str(cells[place]))

    def refuse(self, header: str) -> None:
        """Raises DataError with both rows."""
        if self._both:
            (row, percent), (other_row, part) = self._both
            raise DataError(
                N_(
                    "Column %(header)s: row %(row)s holds '%(percent)s' and row %(other_row)s '%(part)s', which "
                    "may mean a part of one or less than 1%%. Write all of them as percent, or none, and bring "
                    "the file again."
                ),
                header=header,
                row=row,
                percent=percent,
                other_row=other_row,
                part=part,
            )

    @property
    def _both(self) -> tuple[tuple[int, str], ...]:
        return (self._first["percent"], self._first["part"]) if len(self._first) == 2 else ()


class MixedColumns:
    """The same for all columns of a table in which both could stand."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self._columns = [(column, MixedPercent()) for column in columns if column.field and may_mix(column.field)]

    def look_at(self, cells: Sequence[Sequence[Cell]], row_numbers: Sequence[int]) -> None:
        """`cells` by column, in the order of the table."""
        for column, mixing in self._columns:
            if column.position < len(cells):
                mixing.look_at(set(cells[column.position]), cells[column.position], row_numbers)

    def refuse(self) -> None:
        """Raises DataError."""
        for column, mixing in self._columns:
            mixing.refuse(column.header)


def may_mix(field: Field) -> bool:
    """Where 50% is read as 50. A field that ends at one takes both alike, others refuse a percent."""
    return field.is_number and percent_of(field, "1") == "1"


def _way(cell: str) -> Way | None:
    if "%" in cell:
        return "percent" if PERCENT.fullmatch(tidy(cell)) else None
    return "part" if PART.fullmatch(cell.strip()) else None
