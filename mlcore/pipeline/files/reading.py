"""Read a CSV or Excel file into raw cells that remember their row number."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formulas import rearm
from mlcore.pipeline.files.spreadsheet import Cell, Record, read_workbook

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
DELIMITERS = (",", ";", "\t")
SURPLUS = "cells beyond the header"
KINDS_BY_FIRST_BYTES = {
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls) or protected with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}


@dataclass(frozen=True)
class RawTable:
    """Cells as they stand in the file. `numbers[i]` is the row number of `rows[i]` as a spreadsheet shows it.

    A row may be shorter than the header; blank rows are left out.
    """

    headers: tuple[str, ...]
    rows: list[list[Cell]]
    numbers: list[int]
    delimiter: str = ","

    @property
    def decimal_comma(self) -> bool:
        """Whether '7,5' can mean a number: only where the comma does not separate cells."""
        return self.delimiter != ","

    def column(self, position: int) -> list[Cell]:
        """One cell per row; '' where the row ends before it."""
        return [row[position] if position < len(row) else "" for row in self.rows]


def read_table(path: Path, *, most_bytes: int = MOST_BYTES, most_rows: int = MOST_ROWS) -> RawTable:
    """Read CSV (UTF-8, UTF-16 with a mark, or Windows-1252; comma, semicolon or tab) or XLSX.

    What the file is, is seen from its content, never from its name. Raises DataError in plain words.
    """
    content = _content(path, most_bytes)
    if content.startswith(b"PK\x03\x04"):
        return _table(read_workbook(content), ",", most_rows)
    text = _text(content)
    delimiter = _delimiter(text)
    return _table(_records(text, delimiter), delimiter, most_rows)


def _content(path: Path, most_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror}.") from error
    if len(content) > most_bytes:
        raise DataError(f"The file is larger than {most_bytes / 1e6:g} MB. Split it into smaller files.")
    for start, kind in KINDS_BY_FIRST_BYTES.items():
        if content.startswith(start):
            raise DataError(f"The file is {kind}. Save the table as .csv or .xlsx and retry.")
    return content


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, ("utf-16",))
    if any(byte in content for byte in (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04")):
        raise DataError("The file is not text. Save the table as .csv or .xlsx and retry.")
    return _decoded(content, ("utf-8-sig", "cp1252"))


def _decoded(content: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError("The letters of the file cannot be read. Save it as 'CSV UTF-8' and retry.")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the header into most columns; the comma where none does."""
    return max(DELIMITERS, key=lambda delimiter: len(_first_record(text, delimiter)))


def _first_record(text: str, delimiter: str) -> list[str]:
    try:
        return next((record for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if record), [])
    except csv.Error:
        return []


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Each record with the number of the line on which it begins: a quoted cell may hold line breaks."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            yield line, [rearm(cell) if cell[:1] == "'" else cell for cell in record]
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            f"Row {line} cannot be cut into cells: a quotation mark is missing or too many. ({error})"
        ) from error


def _table(records: Iterator[Record], delimiter: str, most_rows: int) -> RawTable:
    filled = ((number, cells) for number, cells in records if any(not _is_blank(cell) for cell in cells))
    _, header = next(filled, (0, []))
    if not header:
        raise DataError("The file is empty.")
    headers = [str(cell).strip() for cell in _trimmed(header)]
    if len(headers) > MOST_COLUMNS:
        raise DataError(f"The file has more than {MOST_COLUMNS:,} columns. Keep only those that are needed.")
    kept = list(islice(filled, most_rows + 1))
    if not kept:
        raise DataError("The file has a header but no rows below it.")
    if len(kept) > most_rows:
        raise DataError(f"The file has more than {most_rows:,} rows. Split it into smaller files.")
    rows = [_fitted(cells, len(headers), delimiter) for _, cells in kept]
    if any(len(row) > len(headers) for row in rows):
        headers.append(SURPLUS)
    return RawTable(tuple(headers), rows, [number for number, _ in kept], delimiter)


def _fitted(cells: list[Cell], width: int, delimiter: str) -> list[Cell]:
    """Cells beyond the header become one cell, so that nothing is lost and the check can name it."""
    if len(cells) <= width:
        return cells
    surplus = _trimmed(cells[width:])
    return [*cells[:width], delimiter.join(map(str, surplus))] if surplus else cells[:width]


def _trimmed(cells: Sequence[Cell]) -> list[Cell]:
    """Without the blank cells at the end."""
    end = next((place for place in range(len(cells), 0, -1) if not _is_blank(cells[place - 1])), 0)
    return list(cells[:end])


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()
