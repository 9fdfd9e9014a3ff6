"""A search through all that is stored: every cell of every table, unpacked where it is packed, and every file."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import joblib
from django.conf import settings
from django.db import connection


def where(words: Iterable[str], numbers: Iterable[float]) -> set[str]:
    """Tables and files in which any of the words stands, or any of the numbers as text or to the bit."""
    looked_for = {word.casefold().encode() for word in words} | {repr(number).encode() for number in numbers}
    bits = {struct.pack(order + "d", number) for number in numbers for order in "<>"}
    return {place for place, content in (*_cells(), *_files()) if _holds(content, looked_for, bits)}


def _holds(content: bytes, texts: set[bytes], bits: set[bytes]) -> bool:
    lowered = content.lower()
    return any(text in lowered for text in texts) or any(bit in content for bit in bits)


def _cells() -> Iterator[tuple[str, bytes]]:
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for cell in row:
                    yield from ((table, piece) for piece in _unpacked(_bytes(cell)))


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, memoryview | bytes) else str(cell).encode()


def _files() -> Iterator[tuple[str, bytes]]:
    for folder in {Path(settings.DATA_DIR), Path(settings.BUNDLE_DIR)}:
        for path in folder.rglob("*"):
            if path.is_file() and "postgres" not in path.parts:
                yield from ((path.name, piece) for piece in _of_file(path))


def _of_file(path: Path) -> Iterator[bytes]:
    if path.suffix == ".joblib":
        outer = joblib.load(path)
        yield str(outer["passport"]).encode()
        yield from _unpacked(outer["parts"])
    else:
        yield from _unpacked(path.read_bytes())


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
    elif content[:1] == b"\x78":
        try:
            yield zlib.decompress(content)
        except zlib.error:
            return
    elif content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
