"""Reads an archive: all of it is verified before any of it is used, and once more while it is used."""

import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Self

from mlcore.backups import signing
from mlcore.backups.archive import BLOCK, BUNDLE, FORMATS, MANIFEST, SIGNATURE, TABLE, ArchiveError, Manifest
from mlcore.pipeline.from_json import from_json

# All else is read in blocks; these are held in memory. The manifest of a thousand bundles takes 0.2 MB.
LONGEST = {MANIFEST: 16 * 2**20, SIGNATURE: 1000}
LONGEST_HEADER = 10_000
DAMAGED = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Verified:
    manifest: Manifest
    is_ours: bool  # signed with the key of this installation


class _Entry(tarfile.TarInfo):
    """Headers as `writing` makes them: plain files, and the long names of some."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        entry = super().frombuf(buf, encoding, errors)
        if entry.type == tarfile.XHDTYPE and 0 <= entry.size <= LONGEST_HEADER:
            return entry  # read into memory by tarfile, hence its size counts
        if entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or entry.size < 0:
            raise ArchiveError(f"the archive holds {entry.name!r:.100}, which is no plain file; no backup does")
        return entry


class _Hashed(io.RawIOBase):
    """A file of the archive, and the SHA-256 of what was read from it. Raises ArchiveError where it breaks off."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _readable():
            block = self._content.read(len(buffer))
        buffer[: len(block)] = block
        self._digest.update(block)
        return len(block)

    def sha256(self) -> str:
        """Of the whole file, after reading what nobody has read yet."""
        sha256_of(self)
        return self._digest.hexdigest()


def verify(file: IO[bytes]) -> Verified:
    """Read the whole archive, compare every checksum, and look whose signature it has. Raises ArchiveError."""
    found: dict[str, str] = {}
    held = {MANIFEST: b"", SIGNATURE: b""}
    for name, content in _entries(file):
        if name in held:
            held[name] = _short(name, content)
        else:
            found[name] = content.sha256()
    manifest = _manifest(held[MANIFEST])
    _compare(found, manifest)
    return Verified(manifest, signing.is_ours(held[MANIFEST], held[SIGNATURE]))


def members(file: IO[bytes], manifest: Manifest) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each table and bundle. Raises ArchiveError after one that is not what was verified, so
    nothing may be kept of it before the next is asked for."""
    missing = set(manifest.members)
    for name, content in _entries(file):
        if name in LONGEST:
            continue
        missing.discard(name)
        yield name, io.BufferedReader(content, BLOCK)
        if content.sha256() != manifest.members.get(name):
            raise ArchiveError(f"{name} changed while the archive was read")
    if missing:
        raise ArchiveError("the archive was cut short while it was read")


def _entries(file: IO[bytes]) -> Iterator[tuple[str, _Hashed]]:
    seen: set[str] = set()
    file.seek(0)
    with _readable(), tarfile.open(fileobj=file, mode="r|gz", tarinfo=_Entry) as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if content is None or not _is_known(entry.name):
                raise ArchiveError(f"the archive holds {entry.name!r:.100}, which no backup of this product does")
            if entry.name in seen:
                raise ArchiveError(f"the archive holds {entry.name!r:.100} twice, which no backup of this product does")
            seen.add(entry.name)
            yield entry.name, _Hashed(content)


def _is_known(name: str) -> bool:
    return name in LONGEST or bool(TABLE.fullmatch(name) or BUNDLE.fullmatch(name))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except DAMAGED as error:
        raise ArchiveError(f"the archive cannot be read to its end ({error!s:.200}); use another backup") from error


def _short(name: str, content: _Hashed) -> bytes:
    text = io.BufferedReader(content).read(LONGEST[name] + 1)
    if len(text) > LONGEST[name]:
        raise ArchiveError(f"the archive's {name} is longer than any backup of this product has it")
    return text


def sha256_of(content: IO[bytes] | io.RawIOBase) -> str:
    digest = hashlib.sha256()
    while block := content.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def copy_into(target: IO[bytes], content: IO[bytes]) -> str:
    """Read to the end, write it to `target`, and give the SHA-256."""
    digest = hashlib.sha256()
    while block := content.read(BLOCK):
        digest.update(block)
        target.write(block)
    return digest.hexdigest()


def _manifest(described: bytes) -> Manifest:
    if not described:
        raise ArchiveError("the archive is no backup of this product, or was cut off while it was copied (no manifest)")
    try:
        data = json.loads(described)
        known = isinstance(data, dict) and data.get("format") in FORMATS
        manifest = from_json(Manifest, data) if known else None
    except (ValueError, RecursionError) as error:
        raise ArchiveError("the archive's manifest cannot be read; use another backup") from error
    if manifest is None:
        raise ArchiveError("the archive has a format that this release does not know; restore it with a newer one")
    _check(manifest)
    return manifest


def _check(manifest: Manifest) -> None:
    """What is shown and stored is what `writing` would have written."""
    try:
        aware = datetime.fromisoformat(manifest.created).tzinfo is not None
    except ValueError:
        aware = False
    if not aware or not manifest.version.isprintable() or len(manifest.version) > 100:
        raise ArchiveError("the archive's manifest does not say when and by which version it was made")


def _compare(found: dict[str, str], manifest: Manifest) -> None:
    altered = sorted(name for name in {*found, *manifest.members} if found.get(name) != manifest.members.get(name))
    if altered:
        raise ArchiveError(
            f"the archive was altered or damaged: {', '.join(altered[:5])[:500]}"
            f"{' and more' if len(altered) > 5 else ''}; use another backup"
        )
    for name, sha256 in found.items():
        bundle = BUNDLE.fullmatch(name)
        if bundle and bundle[2] != sha256:
            raise ArchiveError(f"{name} is not the model file that its name says; use another backup")
