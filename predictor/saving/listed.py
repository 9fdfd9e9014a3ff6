"""A list of things as a file: one column per name, each with what it says of a thing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from predictor.saving.table import Cell, SavedTable

Thing = TypeVar("Thing")
Columns = Mapping[str, Callable[[Thing], Cell]]
WIDEST, NARROWEST, MORE_DIGITS = 60, 12, 4


def listed(name: str, title: str, columns: Columns[Thing], things: Iterable[Thing]) -> SavedTable:
    """For lists that a page can hold: all of it is there before the first line is written."""
    return of_rows(name, title, tuple(columns), [[cell(thing) for cell in columns.values()] for thing in things])


def of_rows(name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> SavedTable:
    """Numbers with more digits than pages show; columns as wide as what stands in them."""
    cells = list(zip(header, *rows, strict=True))
    widths = {
        column[0]: min(WIDEST, max(NARROWEST, *(len(str(cell or "")) + 1 for cell in column))) for column in cells
    }
    return SavedTable(name=name, title=title, header=header, pieces=[rows], widths=widths, decimals=MORE_DIGITS)
