"""What a brought file holds: of a workbook or a zip each of the files in it, and what these are called."""

import io
import zipfile
from collections.abc import Iterator

from mlcore.pipeline.files.oneroster.archive import ERRORS, MOST_BYTES, MOST_UNPACKED_BYTES

# A workbook in a zip is packed twice.
DEEPEST = 2
# How a zip begins, also where its end is missing; and what a workbook with a password is kept as.
BEGINNING, LOCKED = b"PK\x03\x04", "EncryptedPackage".encode("utf-16-le")


class Unreadable(Exception):
    """It is damaged, protected, or unpacks to too much: what it holds cannot be told."""


def pieces(content: bytes) -> Iterator[bytes]:
    """Raises Unreadable."""
    return _Unpacking().pieces(content, DEEPEST)


class _Unpacking:
    """Of one file, within bounds in all."""

    def __init__(self) -> None:
        self._left = MOST_UNPACKED_BYTES

    def pieces(self, content: bytes, depth: int) -> Iterator[bytes]:
        is_zip = zipfile.is_zipfile(io.BytesIO(content))
        if not is_zip and not content.startswith(BEGINNING) and LOCKED not in content:
            yield content
            return
        if not (is_zip and depth):
            raise Unreadable
        try:
            yield from self._members(content, depth - 1)
        except ERRORS as error:
            raise Unreadable from error

    def _members(self, content: bytes, depth: int) -> Iterator[bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for info in packed.infolist():
                yield info.filename.encode(errors="ignore")
                yield from self.pieces(self._read(packed, info), depth)

    def _read(self, packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """However large it says that it is."""
        most = min(MOST_BYTES, self._left)
        with packed.open(info) as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise Unreadable
        self._left -= len(content)
        return content
