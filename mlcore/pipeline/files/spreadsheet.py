"""Read the cells of a workbook (.xlsx, .xls, .ods) that somebody uploaded, without trusting it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from io import BytesIO
from itertools import chain, islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.apart import each_apart
from mlcore.pipeline.files.formats.heading import FIRST_ROWS, Known, header_place
from mlcore.pipeline.files.workbook.inspecting import MOST_CELLS, MOST_UNPACKED_BYTES, Kind, kind_of
from mlcore.pipeline.files.workbook.marks import Mark, Padded, Unresolved
from mlcore.pipeline.files.workbook.merged import Merged
from mlcore.pipeline.files.workbook.telling import marks_in, told_of
from mlcore.pipeline.files.workbook.told import Told
from mlcore.pipeline.files.workbook.xml import BROKEN
from mlcore.pipeline.messages import N_, Figure
from mlcore.pipeline.schema import plain
from mlcore.pipeline.schema.spelling import spelled
from mlcore.pipeline.schema.texts import listed

Cell = str | date | time | timedelta | Unresolved
Record = tuple[int, list[Cell]]

LONGEST_CELL = 32_767  # that of Excel itself
ROWS_AT_A_TIME = 500


class SeveralSheets(DataError):
    """A workbook of which several sheets have the columns that are wanted; somebody must say which."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self.sheets = tuple(sheets)
        several = N_("Several sheets hold the columns that are wanted: %(sheets)s. Import one at a time: --sheet NAME.")
        super().__init__(several, sheets=listed([f"'{name}'" for name in sheets]))


@dataclass(frozen=True)
class Sheet:
    """The sheet that is read, the names of those with content that are not, how many rows and columns are hidden."""

    name: str
    records: Iterator[Record]
    others: tuple[str, ...] = ()
    hidden: tuple[int, int] = (0, 0)


@contextmanager
def workbook_apart(content: bytes, name: str | None = None, known: Known | None = None) -> Iterator[Sheet]:
    """As `read_workbook`, in a process of its own: what a prepared file does to it stays there. Raises as that does."""
    with closing(each_apart(_parts, content, name, known)) as parts:
        sheet = next(parts)
        if not isinstance(sheet, Sheet):
            raise SeveralSheets(sheet)
        yield replace(sheet, records=chain.from_iterable(parts))


def _parts(content: bytes, name: str | None, known: Known | None) -> Iterator[Any]:
    """Which sheet it is, without its rows, then its rows, many at a time; or the names of those it may be."""
    try:
        sheet = read_workbook(content, name, known)
    except SeveralSheets as several:
        yield several.sheets
        return
    yield replace(sheet, records=iter(()))
    while batch := list(islice(sheet.records, ROWS_AT_A_TIME)):
        yield batch


def read_workbook(content: bytes, name: str | None = None, known: Known | None = None) -> Sheet:
    """The sheet of that name; otherwise the visible one whose header has most known words. Raises DataError,
    SeveralSheets where one must be named.

    `known(headers)` tells how many fields have a header there, and whether none lacks one; where several sheets are
    complete, one must be named. Numbers come as text ('72', '2.5', '53%'), so that a file says the same as CSV and as
    XLSX; dates stay dates.
    """
    kind = kind_of(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        filled = {about.name: about.visible == SheetVisibleEnum.Visible for about in _filled(workbook)}
        chosen = _named(name, filled) if name else _fitting(workbook, [each for each in filled if filled[each]], known)
    except (CalamineError, PasswordError, ZipError) as error:
        raise DataError(BROKEN) from error
    if chosen is None:
        return Sheet("", iter(()))
    others = tuple(other for other in filled if other != chosen)
    told = told_of(content, kind, chosen)
    records = _records(content, kind, workbook.get_sheet_by_name(chosen), told)
    return Sheet(chosen, records, others, (told.hidden_rows, told.hidden_columns))


def _filled(workbook: CalamineWorkbook) -> Iterator[SheetMetadata]:
    for about in workbook.sheets_metadata:
        is_table = about.typ == SheetTypeEnum.WorkSheet
        if is_table and workbook.get_sheet_by_name(about.name).start is not None:
            yield about


def _named(name: str, filled: Iterable[str]) -> str:
    by_key = {spelled(sheet): sheet for sheet in filled}
    if spelled(name) not in by_key:
        without = N_("The workbook has no sheet '%(name)s' with content; it has: %(sheets)s.")
        raise DataError(without, name=name, sheets=listed(list(by_key.values())))
    return by_key[spelled(name)]


def _fitting(workbook: CalamineWorkbook, names: Sequence[str], known: Known | None) -> str | None:
    if known is None or len(names) < 2:
        return next(iter(names), None)
    fits = {name: known(_headers(workbook.get_sheet_by_name(name), known)) for name in names}
    complete = [name for name, (_, is_complete) in fits.items() if is_complete]
    if len(complete) > 1:
        raise SeveralSheets(complete)
    most = max(count for count, _ in fits.values())
    best = [name for name in names if fits[name][0] == most]
    if most and len(best) > 1:
        raise SeveralSheets(best)
    return best[0]


def _headers(sheet: CalamineSheet, known: Known) -> list[str]:
    rows = ([str(cell) for cell in row] for row in sheet.iter_rows())
    first = list(islice((row for row in rows if any(map(str.strip, row))), FIRST_ROWS))
    return first[header_place(first, known)] if first else []


def _records(content: bytes, kind: Kind, sheet: CalamineSheet, told: Told) -> Iterator[Record]:
    first_column = sheet.start[1] + 1 if sheet.start else 1
    characters = count = 0
    with marks_in(content, kind, sheet.name, told) as marks:
        merged = Merged(sheet.merged_cell_ranges or told.merged, first_column)
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [_plain(cell) for cell in row]
            for column, mark in marks.of(number).items():
                _apply(mark, cells, column - first_column)
            merged.fill(number, cells)
            # One shared text can be repeated in a million cells: the size of the file says nothing.
            lengths = [len(cell) for cell in cells if isinstance(cell, str)]
            characters, count = characters + sum(lengths), count + len(cells)
            _refuse_too_much(number, characters, count, max(lengths, default=0))
            yield number, cells
        marks.refuse_leftovers()


def _refuse_too_much(row: int, characters: int, cells: int, longest: int) -> None:
    if longest > LONGEST_CELL:
        raise DataError(
            N_("Row %(row)s holds a text of %(longest)s characters; a cell may have %(most)s."),
            row=row,
            longest=Figure(f"{longest:,}"),
            most=Figure(f"{LONGEST_CELL:,}"),
        )
    if characters > MOST_UNPACKED_BYTES:
        raise DataError(N_("The sheet holds too much text. Split it into smaller files."))
    if cells > MOST_CELLS:
        raise DataError(
            N_("The sheet has more than %(most)s cells. Split it into smaller files."),
            most=Figure(f"{MOST_CELLS:,}"),
        )


def _apply(mark: Mark, cells: list[Cell], place: int) -> None:
    """Cells without a value may lie beyond the last one that has any."""
    if isinstance(mark, Unresolved):
        cells.extend([""] * (place + 1 - len(cells)))
        cells[max(place, 0)] = mark
    elif 0 <= place < len(cells) and isinstance(cell := cells[place], str) and cell:
        cells[place] = cell.zfill(mark.width) if isinstance(mark, Padded) else f"{plain(100 * float(cell))}%"


def _plain(cell: object) -> Cell:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return str(int(cell)) if abs(cell) < 1e15 and cell == int(cell) else repr(cell)
    return cell if isinstance(cell, date | time | timedelta) else str(cell)
