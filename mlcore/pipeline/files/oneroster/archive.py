"""The zip of a OneRoster export: its members within bounds, opened where they lie and never unpacked to a disk."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.opening import opened
from mlcore.pipeline.messages import N_, message

MOST_BYTES = 100_000_000
MOST_UNPACKED_BYTES = 300_000_000
MOST_MEMBERS = 100
CHUNK = 1 << 20
NAME = re.compile(r"[A-Za-z0-9_.-]+")
# Programs that pack put these beside what was meant.
PASSED_OVER = ("__MACOSX/", ".DS_Store")
# What `zipfile` raises for a broken file; places outside of it are among that.
ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
BROKEN = N_("The file is no zip that can be read, or protected with a password. Export it anew, without a password.")


@contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Raises DataError for what is no zip, for names that lead elsewhere, and for what unpacks to too much."""
    with opened(path, MOST_BYTES) as file:
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                _inspect(archive)
                yield archive
        except ERRORS as error:
            raise DataError(message(BROKEN)) from error


def is_oneroster(path: Path) -> bool:
    """Whether it is a zip with a manifest; all else is said when it is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "manifest.csv" in archive.namelist()
    except ERRORS:
        return False


def members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Those that count, by name."""
    return {info.filename: info for info in archive.infolist() if not info.filename.startswith(PASSED_OVER)}


def _inspect(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise DataError(
            N_("The zip holds more than %(most)s files; a OneRoster export has about a dozen."),
            most=MOST_MEMBERS,
        )
    if len({info.filename for info in infos}) < len(infos):
        raise DataError(N_("The zip holds two files of one name. Export it anew."))
    unpacked = 0
    for info in infos:
        if not info.filename.startswith(PASSED_OVER):
            _refuse_path(info)
        unpacked += _size(archive, info, MOST_UNPACKED_BYTES - unpacked)


def _refuse_path(info: zipfile.ZipInfo) -> None:
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if is_link or not NAME.fullmatch(info.filename) or info.filename.startswith("."):
        shown = info.filename[:60].encode("ascii", "replace").decode()
        raise DataError(
            N_("The zip holds '%(shown)s', which is no plain file at its top. Zip the CSV files themselves."),
            shown=shown,
        )


def _size(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: int) -> int:
    # The declared size may be a lie; a larger one makes zipfile read to the true end.
    told, info.file_size = info.file_size, allowance + CHUNK
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > allowance:
                raise DataError(N_("The zip unpacks to far too much data. Export fewer schools or terms at a time."))
    if size != told:
        raise DataError(message(BROKEN))
    info.file_size = size
    return size
