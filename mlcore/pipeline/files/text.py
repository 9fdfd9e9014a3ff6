"""The text of a CSV file, decoded while it is read: which letters it has, what cuts its cells, and its records."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO, TextIO

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats.heading import FIRST_ROWS, Known, header_place, usual_width, words_of
from mlcore.pipeline.files.formulas import rearm
from mlcore.pipeline.files.spreadsheet import Record
from mlcore.pipeline.messages import N_, Figure

DELIMITERS = (",", ";", "\t", "|")
# A first line that tells spreadsheet programs what separates cells.
TOLD = re.compile(r"\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A thousand columns of much text; a file without line breaks would be in memory as a whole, as cells.
LONGEST_ROW = 4_000_000
NEVER_IN_TEXT = (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04")
NO_TEXT = N_("The file is not text. Save the table as .csv or .xlsx and retry.")
BLOCK = 1 << 20


def open_text(file: BinaryIO) -> TextIO:
    """The file from its beginning: UTF-8, UTF-16, or Windows-1252. Raises DataError for other bytes.

    It is read once to see that every letter can be read, so that no error waits in the middle of the rows.
    """
    return TextIOWrapper(file, encoding=_encoding(file), newline="")


def delimiter_of(text: TextIO, known: Known | None = None) -> str:
    """The one that the first line tells, or that cuts the header into most known words, then into most columns.

    Where the first row is whole under each, it is a title, and the rows below it tell. The comma where none does.
    """
    if told := _told(text):
        return told
    return max(DELIMITERS, key=lambda delimiter: _cut(_first_records(text, delimiter), known))


def _cut(rows: Sequence[Sequence[str]], known: Known | None) -> tuple[int, int, int]:
    if not rows:
        return 0, 0, 0
    header = rows[header_place(rows, known)]
    return words_of(header, known)[0], len(rows[0]), usual_width(rows) if len(rows[0]) == 1 else 0


class _Lines:
    """Lines for a reader of records, which says where each of these begins; one that never ends is refused."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._room = text, LONGEST_ROW
        self.row, self._read = 1, 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._room + 1):
            self._read += 1
            self._room -= len(line)
            if self._room < 0:
                raise DataError(
                    N_("Row %(row)s is longer than %(most)s characters. Save the table with one row per line."),
                    row=self.row,
                    most=Figure(f"{LONGEST_ROW:,}"),
                )
            yield line

    def begin_row(self) -> None:
        self.row, self._room = self._read + 1, LONGEST_ROW


def read_records(text: TextIO, delimiter: str) -> Iterator[Record]:
    """Each record with the number of the line on which it begins: a quoted cell may hold line breaks."""
    is_told = bool(_told(text))
    text.seek(0)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        if is_told:
            next(reader)
            lines.begin_row()
        for record in reader:
            if record:
                yield lines.row, [rearm(cell) if "'" in cell else cell for cell in record]
            lines.begin_row()
    except csv.Error as error:
        raise DataError(
            N_("Row %(row)s cannot be cut into cells: a quotation mark is missing or too many. (%(error)s)"),
            row=lines.row,
            error=str(error),
        ) from error


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    if file.read(2) in UTF_16_MARKS:
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
        if (without_mark := _utf_16(file)) and _can_decode(file, without_mark):
            encodings = (without_mark,)
        elif any(byte in block for block in _blocks(file) for byte in NEVER_IN_TEXT):
            raise DataError(NO_TEXT)
    for encoding in encodings:
        if _can_decode(file, encoding):
            file.seek(0)
            return encoding
    raise DataError(N_("The letters of the file cannot be read. Save it as 'CSV UTF-8' and retry."))


def _utf_16(file: BinaryIO) -> str | None:
    """UTF-16 that lacks its mark is seen from the zeros beside plain letters, which no other text has."""
    file.seek(0)
    start = file.read(BLOCK)
    if b"\x00" not in start:
        return None
    ends = start[1::2].count(0), start[::2].count(0)
    # A stray one in a text of single bytes is a damage, not half of a letter.
    if max(ends) * 20 < len(start) // 2 or min(ends) * 10 > max(ends):
        return None
    encoding = "utf-16-le" if ends[0] > ends[1] else "utf-16-be"
    text = start[: len(start) // 2 * 2].decode(encoding, errors="ignore")
    return None if any(chr(byte[0]) in text for byte in NEVER_IN_TEXT) else encoding


def _told(text: TextIO) -> str | None:
    text.seek(0)
    line = TOLD.fullmatch(text.readline(20))
    return line[1] if line and line[1] not in '"\r\n' else None


def _can_decode(file: BinaryIO, encoding: str) -> bool:
    """Raises DataError where what it says is no text: in UTF-16 every letter may be half of zeros."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in _blocks(file):
            if "\0" in decoder.decode(block):
                raise DataError(NO_TEXT)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block


def _first_records(text: TextIO, delimiter: str) -> list[list[str]]:
    """Fewer where one cannot be cut."""
    text.seek(0)
    records: list[list[str]] = []
    with suppress(csv.Error, DataError):
        filled = (record for record in csv.reader(_Lines(text), delimiter=delimiter) if record)
        records.extend(islice(filled, FIRST_ROWS))
    return records
