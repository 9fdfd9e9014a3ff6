"""Open a file that somebody gave, within bounds: what it is, is seen from its content, never from its name."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_, Figure, message

BLOCK = 1 << 20
KINDS_BY_FIRST_BYTES = {
    b"%PDF": N_("a PDF document"),
    b"\x89PNG": N_("a picture"),
    b"\xff\xd8\xff": N_("a picture"),
    b"\x1f\x8b": N_("a compressed file"),
    b"{\\rtf": N_("a text document (RTF)"),
}
# Programs of schools call these .xls; spreadsheet programs open them, after a question.
MARKUP = re.compile(rb"\s*(<\?xml\s|<!doctype|<html|<head|<body|<meta|<table|<div|<style|<!--)", re.IGNORECASE)
LONGEST_START = 2_000
OTHERWISE = N_(
    "The file is %(kind)s, whatever its name says. Open it in a spreadsheet program, save it as .xlsx or .csv, and "
    "retry."
)


@contextmanager
def opened(path: Path, most_bytes: int) -> Iterator[BinaryIO]:
    """The file, which can be read several times over. Raises DataError where it is no table, or too large."""
    with _file(path) as file, _regular(file, most_bytes) as regular:
        refuse_larger(regular, most_bytes)
        _refuse_other_kinds(regular)
        yield regular


def starts_with(file: BinaryIO, mark: bytes) -> bool:
    file.seek(0)
    return file.read(len(mark)) == mark


def refuse_larger(file: BinaryIO, most_bytes: int) -> None:
    """Raises DataError for a file of more bytes."""
    if file.seek(0, os.SEEK_END) > most_bytes:
        too_large = N_("The file is larger than %(size)s MB. Split it into smaller files.")
        raise DataError(too_large, size=Figure(f"{most_bytes / 1e6:g}"))


def _file(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise DataError(N_("%(name)s cannot be read: %(why)s."), name=path.name, why=error.strerror or "") from error


@contextmanager
def _regular(file: BinaryIO, most_bytes: int) -> Iterator[BinaryIO]:
    """A pipe or a device can be read only once and may never end: a copy of its beginning."""
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        yield file
        return
    with TemporaryFile() as copy:
        while copy.tell() <= most_bytes and (block := file.read(BLOCK)):
            copy.write(block)
        yield copy


def _refuse_other_kinds(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(LONGEST_START)
    _refuse_markup(start)
    for mark, kind in KINDS_BY_FIRST_BYTES.items():
        if start.startswith(mark):
            raise DataError(N_("The file is %(kind)s. Save the table as .csv or .xlsx and retry."), kind=message(kind))


def _refuse_markup(start: bytes) -> None:
    """Whether its letters take one byte or two."""
    plain = start.translate(None, b"\x00\xef\xbb\xbf\xff\xfe")
    if plain[:13].lower() == b"mime-version:":
        raise DataError(message(OTHERWISE, kind=message(N_("a web archive"))))
    if markup := MARKUP.match(plain):
        is_page = not markup[1].startswith(b"<?") or b"<html" in plain.lower()
        raise DataError(message(OTHERWISE, kind=message(N_("a web page (HTML)")) if is_page else "XML"))
