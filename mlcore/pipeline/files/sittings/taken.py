"""When a test was taken, from the ways in which a column writes its dates."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from mlcore.pipeline.files.spreadsheet import Cell

ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?", re.ASCII)
THREE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})(?: .*)?", re.ASCII)


def days_of(cells: Sequence[Cell]) -> list[int] | None:
    """The day of each cell as a number; None where one of them names none.

    Whether day or month come first is decided for the whole column: the month, as those who write such files do, unless
    a first number is no month.
    """
    for read in (_iso, _month_first, _day_first):
        days = [_day(cell, read) for cell in cells]
        if all(days):
            return [day.toordinal() for day in days if day]
    return None


def _day(cell: Cell, read: Callable[[str], date | None]) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    try:
        return read(cell.strip()) if isinstance(cell, str) else None
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    found = ISO.fullmatch(text)
    return date(*map(int, found.groups())) if found else None


def _month_first(text: str) -> date | None:
    found = THREE.fullmatch(text)
    return date(_year(found[3]), int(found[1]), int(found[2])) if found else None


def _day_first(text: str) -> date | None:
    found = THREE.fullmatch(text)
    return date(_year(found[3]), int(found[2]), int(found[1])) if found else None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)
