"""What a sheet of an old Excel file (BIFF 8) tells beside its values: percentages, errors, merged and hidden cells."""

import struct
from collections.abc import Iterator

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.workbook.compound import BROKEN, stream_of
from mlcore.pipeline.files.workbook.marks import BUILT_IN_PERCENTS, Mark, Shown, Unresolved, told_by
from mlcore.pipeline.files.workbook.told import Told

BOF, EOF, PASSWORD, SHEET, FORMAT, STYLE = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
NUMBER, RK, MANY_RK, FORMULA, ERROR, ROW, COLUMNS, MERGED = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x208, 0x7D, 0xE5
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
LAST_VERSION = 0x600

Records = Iterator[tuple[int, bytes]]


def told_by_xls(content: bytes, sheet: str) -> Told:
    """Of the sheet of that name. Raises DataError for a broken file, one with a password, and one of before 1997."""
    stream = stream_of(content, "Workbook", "Book")  # not for readers
    try:
        styles, place = _globals(stream, sheet)
        return _told(stream, place, styles)
    except (struct.error, IndexError) as error:
        raise DataError(BROKEN) from error


def _globals(stream: bytes, sheet: str) -> tuple[list[Mark | None], int]:
    """What each style tells, and where the records of the sheet begin."""
    formats: dict[int, Mark | None] = {int(number): Shown.PERCENT for number in BUILT_IN_PERCENTS}
    styles: list[int] = []
    place = -1
    for kind, data in _records(stream, 0):
        if kind == PASSWORD or (kind == BOF and struct.unpack_from("<H", data)[0] != LAST_VERSION):
            raise DataError(BROKEN)
        if kind == FORMAT:
            formats[struct.unpack_from("<H", data)[0]] = told_by(_text(data, 2, 2))
        elif kind == STYLE:
            styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == SHEET and _text(data, 6, 1) == sheet:
            (place,) = struct.unpack_from("<I", data)
    if place < 0:
        raise DataError(BROKEN)
    return [formats.get(style) for style in styles], place


def _told(stream: bytes, place: int, styles: list[Mark | None]) -> Told:
    told = Told()
    for kind, data in _records(stream, place):
        if kind in (NUMBER, RK, FORMULA, ERROR):
            row, column, style = struct.unpack_from("<HHH", data)
            told.mark(row + 1, column + 1, _error(kind, data) or (styles[style] if kind != ERROR else None))
        elif kind == MANY_RK:
            row, column = struct.unpack_from("<HH", data)
            for at in range((len(data) - 6) // 6):
                told.mark(row + 1, column + at + 1, styles[struct.unpack_from("<H", data, 4 + 6 * at)[0]])
        else:
            _note_shape(told, kind, data)
    return told


def _note_shape(told: Told, kind: int, data: bytes) -> None:
    if kind == ROW:
        told.hidden_rows += bool(data[12] & 0x20)
    elif kind == COLUMNS:
        first, last, options = struct.unpack_from("<HH4xH", data)
        told.hidden_columns += last - first + 1 if options & 1 else 0
    elif kind == MERGED:
        for at in range(2, 2 + 8 * struct.unpack_from("<H", data)[0], 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", data, at)
            told.merged.append(((top, left), (bottom, right)))


def _error(kind: int, data: bytes) -> Mark | None:
    if kind == ERROR and data[7]:
        return Unresolved(ERRORS.get(data[6], "#ERROR"))
    if kind == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        return Unresolved(ERRORS.get(data[8], "#ERROR"))
    return None


def _records(stream: bytes, place: int) -> Records:
    """Up to the end of the part that begins there; parts within it, such as charts, are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        data = stream[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, data


def _text(data: bytes, at: int, size: int) -> str:
    """A text behind its length, in letters of one byte or of two."""
    length = int.from_bytes(data[at : at + size], "little")
    wide = data[at + size] & 1
    text = data[at + size + 1 : at + size + 1 + (length << wide)]
    return text.decode("utf-16-le" if wide else "latin-1", errors="replace")
