"""The compound file in which old Excel files lie: a small file system, of which one stream is wanted ([MS-CFB])."""

import struct
from collections.abc import Iterator

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END = 0xFFFFFFFA  # this and all above it are no sector
HEADER = 512
BROKEN = N_(
    "The file is an old Excel file (.xls) that is damaged, or a workbook that is protected with "
    "a password. Open it, save it as .xlsx without a password, and retry."
)


def stream_of(content: bytes, *names: str) -> bytes:
    """The first stream that is called so. Raises DataError where there is none or the file is broken."""
    try:
        return _Compound(content).stream(names)
    except (struct.error, IndexError) as error:
        raise DataError(BROKEN) from error


class _Compound:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._shift, self._mini_shift = struct.unpack_from("<HH", content, 30)
        if self._shift not in (9, 12) or self._mini_shift != 6:
            raise DataError(BROKEN)
        self._first, self._cutoff, self._mini_first = struct.unpack_from("<I4xII", content, 48)
        self._table = self._numbers(self._table_sectors())

    def stream(self, names: tuple[str, ...]) -> bytes:
        entries = dict(self._entries())
        found = next((entries[name] for name in names if name in entries), None)
        if found is None or "EncryptedPackage" in entries:
            raise DataError(BROKEN)
        start, size = found
        if size >= self._cutoff:
            return self._chain(start)[:size]
        return self._mini_stream(entries["Root Entry"][0], start)[:size]

    def _entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        directory = self._chain(self._first)
        for at in range(0, len(directory) - 127, 128):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(0, length - 2)].decode("utf-16-le", errors="replace")
            yield name, struct.unpack_from("<II", directory, at + 116)

    def _mini_stream(self, root: int, start: int) -> bytes:
        table, data = self._numbers(self._sectors(self._mini_first, self._table)), self._chain(root)
        sectors = self._sectors(start, table)
        return b"".join(data[at << self._mini_shift : (at + 1) << self._mini_shift] for at in sectors)

    def _table_sectors(self) -> list[int]:
        """Where the table lies that says which sector follows which."""
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        further, count = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(count, len(self._content) >> self._shift)):
            numbers = self._numbers([further])
            sectors += numbers[:-1]
            further = numbers[-1]
        return [sector for sector in sectors if sector < END]

    def _numbers(self, sectors: list[int]) -> list[int]:
        data = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._sectors(start, self._table)))

    def _sectors(self, start: int, table: list[int]) -> list[int]:
        """Raises DataError where they go round in a circle."""
        sectors = []
        while start < END:
            sectors.append(start)
            if len(sectors) > len(table):
                raise DataError(BROKEN)
            start = table[start]
        return sectors

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self._shift
        return self._content[at : at + (1 << self._shift)]
