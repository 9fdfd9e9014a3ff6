"""What kind of workbook it is, and whether reading it stays within bounds."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Literal

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.workbook.compound import MARK, stream_of
from mlcore.pipeline.files.workbook.ods import is_ods, refuse_far_cells
from mlcore.pipeline.files.workbook.xml import BROKEN
from mlcore.pipeline.messages import N_

Kind = Literal["xlsx", "ods", "xls"]

MOST_UNPACKED_BYTES = 300_000_000
MOST_CELLS = 10_000_000
CHUNK = 1 << 20
LONGEST_REFERENCE = 32
COLUMN_NAMES = re.compile(rb"""r\s*=\s*["']([A-Za-z]{1,3})\d""")
ROW_NUMBERS = re.compile(rb"""r\s*=\s*["'][A-Za-z]{0,3}(\d{1,7})""")


def kind_of(content: bytes) -> Kind:
    """Refuses what would make the reader run out of memory: zip bombs, and one cell at the far end of a sheet.

    Raises DataError. An old Excel file is not packed: what it takes is bounded where it is read.
    """
    if content.startswith(MARK):
        stream_of(content, "Workbook", "Book")  # not for readers
        return "xls"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            kind = _kind(archive)
            unpacked = 0
            for member in archive.infolist():
                unpacked += _inspect_member(archive, member, MOST_UNPACKED_BYTES - unpacked)
            if kind == "ods":
                refuse_far_cells(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DataError(BROKEN) from error
    return kind


def _kind(archive: zipfile.ZipFile) -> Kind:
    if "xl/workbook.xml" in archive.namelist():
        return "xlsx"
    if is_ods(archive):
        return "ods"
    if "manifest.csv" in archive.namelist():
        raise DataError(N_("The file is a OneRoster export: it holds classes, people and results, not one table."))
    raise DataError(N_("The file is neither CSV nor an Excel workbook (.xlsx, .xls) nor an OpenDocument sheet (.ods)."))


def _inspect_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: int) -> int:
    # The declared size may be a lie; a larger one makes zipfile read to the true end.
    member.file_size = allowance + CHUNK
    is_sheet = member.filename.lower().startswith("xl/worksheets/")
    size, columns, rows, tail = 0, 1, 1, b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > allowance:
                raise DataError(N_("The Excel file unpacks to far too much data. Split it into smaller files."))
            if is_sheet:
                columns, rows = _reach(tail + chunk, columns, rows)
                tail = chunk[-LONGEST_REFERENCE:]
    return size


def _reach(xml: bytes, columns: int, rows: int) -> tuple[int, int]:
    """The largest column and row that any cell names; the reader allocates all cells up to there."""
    columns = max([columns, *map(_column_number, set(COLUMN_NAMES.findall(xml)))])
    rows = max([rows, *map(int, ROW_NUMBERS.findall(xml))])
    if columns * rows > MOST_CELLS:
        raise DataError(
            N_("The sheet reaches too far down or right. Delete the empty rows and columns around the table.")
        )
    return columns, rows


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
