"""How many rows and columns of a sheet nobody sees who opens it; they are read all the same, which is said."""

import re
from typing import IO

CHUNK = 1 << 20
LONGEST_TAG = 1 << 16
HIDDEN = rb"""(?=[^>]*\shidden\s*=\s*["'](?:1|true)["'])"""
ROW = re.compile(rb"<(?:\w+:)?row\b" + HIDDEN)
COLUMN = re.compile(
    rb"<(?:\w+:)?col\b" + HIDDEN + rb"""(?=[^>]*\smin\s*=\s*["'](\d{1,5}))(?=[^>]*\smax\s*=\s*["'](\d{1,5}))"""
)


def hidden_in(stream: IO[bytes]) -> tuple[int, int]:
    """Rows and columns, from the bytes of a sheet."""
    rows = columns = 0
    rest = b""
    while chunk := stream.read(CHUNK):
        seen = rest + chunk
        end = max(seen.rfind(b"<"), len(seen) - LONGEST_TAG)
        whole, rest = seen[:end], seen[end:]
        rows += _rows(whole)
        columns += _columns(whole)
    return rows + _rows(rest), columns + _columns(rest)


def _rows(xml: bytes) -> int:
    return sum(1 for _ in ROW.finditer(xml))


def _columns(xml: bytes) -> int:
    return sum(int(last) - int(first) + 1 for first, last in COLUMN.findall(xml))
