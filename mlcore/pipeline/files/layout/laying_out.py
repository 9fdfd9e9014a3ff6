"""Lay a table out from its first rows: header, context, format, columns, rows that are no pupil."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats.format import Format
from mlcore.pipeline.files.formats.heading import Known, header_place
from mlcore.pipeline.files.formats.recognising import format_of, maxima_place
from mlcore.pipeline.files.layout.columns import columns_of, number
from mlcore.pipeline.files.layout.layout import NOTES, POINTS, UNITS, Layout, LayoutColumn, LeftOutRow
from mlcore.pipeline.files.layout.units import are_maxima, are_units, is_called_max, maxima_in
from mlcore.pipeline.files.spreadsheet import Cell, Record
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import shortened
from mlcore.pipeline.schema.spelling import spelled, tidy

LONGEST_LINE = 200
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, kw_only=True)
class LaidOut:
    """The headers, the layout, and the rows below the header without those that are no pupil."""

    headers: tuple[str, ...]
    layout: Layout
    records: Iterable[Record]
    format: Format


def laid_out(
    first: Sequence[Record], rest: Iterator[Record], known: Known | None, asked: str | None, *, keeps_all: bool
) -> LaidOut:
    """`first` are the first rows that are not blank, at least one. `keeps_all`: rows of maxima are pupils, too.

    Raises DataError as `format_of` does.
    """
    rows = [[str(cell) for cell in cells] for _, cells in first]
    header = header_place(rows, known)
    one = format_of(rows, header, asked)
    above = rows[header - 1] if header and sum(map(bool, map(str.strip, rows[header - 1]))) > 1 else ()
    headers = _headers(rows[header], above)
    left_out, maxima = _below(one, first, rows, header, keeps_all)
    maxima = dict.fromkeys(range(len(headers)), told) if (told := _told_above(one, rows[:header])) else maxima
    columns = columns_of(one, headers, maxima, above)
    layout = Layout(
        format=one.slug,
        format_name=one.name if one.slug else "",
        header_row=first[header][0],
        context=tuple((first[place][0], _line(rows[place])) for place in range(header)),
        columns=columns,
        nothing=one.nothing,
        left_out=tuple(left_out.values()),
    )
    below = [record for place, record in enumerate(first) if place > header and place not in left_out]
    return LaidOut(headers=headers, layout=layout, records=_pupils(one, columns, chain(below, rest)), format=one)


def _headers(row: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    """Of a header in two rows a column may be called in the upper one alone."""
    cells = [tidy(cell) for cell in trimmed(row)]
    upper = [tidy(cell) for cell in above[: len(cells)]]
    return tuple(cell or other for cell, other in zip_longest(cells, upper, fillvalue=""))


def trimmed(cells: Sequence[str]) -> Sequence[str]:
    """Without the blank cells at the end."""
    end = next((place for place in range(len(cells), 0, -1) if tidy(cells[place - 1])), 0)
    return cells[:end]


def _below(
    one: Format, first: Sequence[Record], rows: Sequence[Sequence[str]], header: int, keeps_all: bool
) -> tuple[dict[int, LeftOutRow], dict[int, float]]:
    """Rows below the header that are no pupil, by their place among the first, and the maxima that they tell."""
    why = _of_format(one, rows, header) if one.maxima else {} if keeps_all else _plain(rows, header + 1)
    left_out = {
        at: LeftOutRow(number=first[at][0], label=shortened(_line(rows[at]).split("  ")[0]), why=word)
        for at, word in why.items()
    }
    told = [maxima_in(rows[at]) for at, word in why.items() if word in (POINTS, UNITS)]
    return left_out, told[0] if told else {}


def _of_format(one: Format, rows: Sequence[Sequence[str]], header: int) -> dict[int, str]:
    place = maxima_place(one, rows, header)
    return {} if place is None else dict.fromkeys(range(header + 1, place), NOTES) | {place: POINTS}


def _plain(rows: Sequence[Sequence[str]], place: int) -> dict[int, str]:
    """Of the row below the header, where people write units or maxima."""
    if place == len(rows):
        return {}
    if are_units(rows[place]):
        return {place: UNITS}
    are_points = are_maxima(rows[place]) or is_called_max(rows[place], rows[place + 1 :])
    return {place: POINTS} if are_points else {}


def _told_above(one: Format, above: Sequence[Sequence[str]]) -> float | None:
    """The maximum of all scores, where a line above the header tells it."""
    if not one.maximum_line:
        return None
    lines = (row for row in above if len(row) > 1 and spelled(row[0]) == spelled(one.maximum_line))
    return next((number(row[1]) for row in lines), None)


def _pupils(one: Format, columns: Sequence[LayoutColumn], records: Iterable[Record]) -> Iterable[Record]:
    keys = [column for column in columns if column.role == "key"]
    return ((row, _with_keys(row, cells, keys, one.key_mark)) for row, cells in records) if keys else records


def _with_keys(row: int, cells: list[Cell], keys: Sequence[LayoutColumn], mark: str) -> list[Cell]:
    """Keys without the mark that keeps spreadsheet programs from taking them for numbers.

    Raises DataError for one that a program took for a number and shortened: its last digits are lost.
    """
    for column in keys:
        if column.position < len(cells) and isinstance(cell := cells[column.position], str):
            if SHORTENED.fullmatch(cell.strip()):
                raise DataError(
                    N_(
                        "Row %(row)s, column %(header)s: '%(value)s' is what a spreadsheet program makes of a long "
                        "number; its digits are lost. Export the file anew, and do not save it in such a program."
                    ),
                    row=row,
                    header=column.header,
                    value=cell.strip(),
                )
            cells[column.position] = cell.removeprefix(mark)
    return cells


def _line(row: Sequence[str]) -> str:
    """A row as one line of text."""
    return shortened("  ".join(filter(None, map(tidy, row))), LONGEST_LINE)
