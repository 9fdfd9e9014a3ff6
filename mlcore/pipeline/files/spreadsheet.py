"""Read the cells of an Excel workbook that somebody uploaded, without trusting it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from mlcore.pipeline.exceptions import DataError

Cell = str | date | time | timedelta
Record = tuple[int, list[Cell]]

MOST_UNPACKED_BYTES = 300_000_000
MOST_CELLS = 10_000_000
CHUNK = 1 << 20
LONGEST_REFERENCE = 32
COLUMN_NAMES = re.compile(rb"""r\s*=\s*["']([A-Za-z]{1,3})\d""")
ROW_NUMBERS = re.compile(rb"""r\s*=\s*["'][A-Za-z]{0,3}(\d{1,7})""")
BROKEN = "The Excel file is damaged or protected. Open it, save it again as .xlsx without a password, and retry."


def read_workbook(content: bytes) -> Iterator[Record]:
    """The rows of the first visible sheet that has any, with their row numbers. Raises DataError.

    Numbers come as text ('72', '2.5'), so that a file says the same as CSV and as XLSX; dates stay dates.
    """
    _inspect(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = _first_sheet(workbook)
    except (CalamineError, ZipError) as error:
        raise DataError(BROKEN) from error
    if sheet is None or sheet.start is None:
        return
    characters = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_plain(cell) for cell in row]
        # One shared text can be repeated in a million cells: the size of the file says nothing.
        characters += sum(len(cell) for cell in cells if isinstance(cell, str))
        if characters > MOST_UNPACKED_BYTES:
            raise DataError("The sheet holds too much text. Split it into smaller files.")
        yield number, cells


def _first_sheet(workbook: CalamineWorkbook) -> CalamineSheet | None:
    for index, about in enumerate(workbook.sheets_metadata):
        if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_index(index)
            if sheet.start is not None:
                return sheet
    return None


def _plain(cell: object) -> Cell:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return str(int(cell)) if abs(cell) < 1e15 and cell == int(cell) else repr(cell)
    return cell if isinstance(cell, date | time | timedelta) else str(cell)


def _inspect(content: bytes) -> None:
    """Refuse what would make the reader run out of memory: zip bombs, and one cell at the far end of a sheet."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise DataError("The file is neither CSV nor an Excel workbook (.xlsx).")
            unpacked = 0
            for member in archive.infolist():
                unpacked += _inspect_member(archive, member, MOST_UNPACKED_BYTES - unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DataError(BROKEN) from error


def _inspect_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: int) -> int:
    # The declared size may be a lie; a larger one makes zipfile read to the true end.
    member.file_size = allowance + CHUNK
    is_sheet = member.filename.lower().startswith("xl/worksheets/")
    size, columns, rows, tail = 0, 1, 1, b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > allowance:
                raise DataError("The Excel file unpacks to far too much data. Split it into smaller files.")
            if is_sheet:
                columns, rows = _reach(tail + chunk, columns, rows)
                tail = chunk[-LONGEST_REFERENCE:]
    return size


def _reach(xml: bytes, columns: int, rows: int) -> tuple[int, int]:
    """The largest column and row that any cell names; the reader allocates all cells up to there."""
    columns = max([columns, *map(_column_number, set(COLUMN_NAMES.findall(xml)))])
    rows = max([rows, *map(int, ROW_NUMBERS.findall(xml))])
    if columns * rows > MOST_CELLS:
        raise DataError("The sheet reaches too far down or right. Delete the empty rows and columns around the table.")
    return columns, rows


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
