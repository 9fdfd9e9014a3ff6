"""Cells that are merged over several rows: each of these rows says what the first does."""

from collections.abc import Iterable
from typing import Any

Range = tuple[tuple[int, int], tuple[int, int]]


class Merged:
    """Fills rows in their order; a title that is merged over columns stays where it begins."""

    def __init__(self, ranges: Iterable[Range] | None, first_column: int) -> None:
        self._first_column = first_column
        self._by_row: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in ranges or ():
            if bottom > top:
                self._by_row.setdefault(top + 1, []).append((left + 1 - first_column, bottom + 1))
        self._open: dict[int, tuple[int, Any]] = {}

    def fill(self, row: int, cells: list[Any]) -> None:
        """`row` from 1, and its cells."""
        for place, (last, value) in list(self._open.items()):
            if row > last:
                del self._open[place]
            elif place < len(cells) and cells[place] == "":
                cells[place] = value
        for place, last in self._by_row.pop(row, ()):
            if 0 <= place < len(cells):
                self._open[place] = last, cells[place]
