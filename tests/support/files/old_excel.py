"""Write small old Excel files (BIFF 8 in a compound file), of which no library here writes any."""

import struct
from dataclasses import dataclass

SECTOR = 512
FREE, END_OF_CHAIN, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ERROR = {"#DIV/0!": 7, "#N/A": 42}


@dataclass(frozen=True, kw_only=True)
class OldSheet:
    """Texts, numbers, error values as texts, and (0.5, "0%") for a number with its format."""

    name: str
    rows: list
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()


def old_excel(*sheets: OldSheet) -> bytes:
    shapes = sorted({cell[1] for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, tuple)})
    styles = {shape: place for place, shape in enumerate(shapes, start=1)}
    parts = [_sheet(sheet, styles) for sheet in sheets]
    start = len(_globals(sheets, styles, [0] * len(sheets)))
    places = [start + sum(map(len, parts[:at])) for at in range(len(parts))]
    return compound({"Workbook": (_globals(sheets, styles, places) + b"".join(parts)).ljust(4096, b"\0")})


def compound(streams: dict[str, bytes]) -> bytes:
    """Each stream of at least 4,096 bytes; at most 100 sectors together."""
    chains, data = [], b""
    for content in streams.values():
        first, count = len(data) // SECTOR, -(-len(content) // SECTOR)
        data += content.ljust(count * SECTOR, b"\0")
        chains.append((first, count))
    entries = [_entry("Root Entry", 5, END_OF_CHAIN, 0)]
    entries += [_entry(name, 2, first, len(streams[name])) for name, (first, _) in zip(streams, chains, strict=True)]
    directory = len(data) // SECTOR
    data += b"".join(entries).ljust(SECTOR, b"\0")
    table = [number + 1 for number in range(directory)]
    for first, count in chains:
        table[first + count - 1] = END_OF_CHAIN
    table += [END_OF_CHAIN, TABLE]
    data += struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    return header + struct.pack("<109I", directory + 1, *[FREE] * 108) + data


def _entry(name, kind, first, size):
    letters = (name + "\0").encode("utf-16-le")
    child = 1 if kind == 5 else FREE
    head = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _globals(sheets, styles, places):
    out = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    for shape, place in styles.items():
        out += _record(0x41E, struct.pack("<HHB", 163 + place, len(shape), 0) + shape.encode())
    for number in [0, *(163 + place for place in styles.values())]:
        out += _record(0xE0, struct.pack("<HHH", 0, number, 0) + bytes(14))
    for sheet, place in zip(sheets, places, strict=True):
        out += _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(sheet.name), 0) + sheet.name.encode())
    return out + _record(0x0A, b"")


def _sheet(sheet, styles):
    out = _record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    width = max(map(len, sheet.rows), default=0)
    out += _record(0x200, struct.pack("<IIHHH", 0, len(sheet.rows), 0, width, 0))
    for column in sheet.hidden_columns:
        out += _record(0x7D, struct.pack("<HHHHH2x", column, column, 0, 0, 1))
    for row in sheet.hidden_rows:
        out += _record(0x208, struct.pack("<HHHHHHI", row, 0, width, 0, 0, 0, 0x20))
    for number, row in enumerate(sheet.rows):
        out += b"".join(_cell(number, place, cell, styles) for place, cell in enumerate(row))
    if sheet.merged:
        ranges = b"".join(struct.pack("<HHHH", *each) for each in sheet.merged)
        out += _record(0xE5, struct.pack("<H", len(sheet.merged)) + ranges)
    return out + _record(0x0A, b"")


def _cell(row, place, cell, styles):
    value, style = (cell[0], styles[cell[1]]) if isinstance(cell, tuple) else (cell, 0)
    at = struct.pack("<HHH", row, place, style)
    if value in ERROR:
        return _record(0x205, at + struct.pack("<BB", ERROR[value], 1))
    if isinstance(value, str):
        return _record(0x204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")) if value else b""
    return _record(0x203, at + struct.pack("<d", value))
