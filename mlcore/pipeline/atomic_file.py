"""Files that are written beside their place and renamed: whoever opens one finds the old one or the whole new one."""

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

PART = re.compile(r"\..+\.[0-9a-f]{8}\.part", re.DOTALL)


@contextmanager
def written_beside(
    path: Path, mode: str = "w", *, private: bool = False, durable: bool = False, **how: Any
) -> Iterator[IO[Any]]:
    """A file to write, which takes the place of `path` when the block ends well; else nothing is left of it.

    `private`: for its owner only, from the beginning. `durable`: on the disk before it counts, so that a power cut
    cannot lose it while somebody else remembers that it is there. Other keywords go to `open`. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open(mode, **how) as file:  # a pipe or a terminal: there is nothing to replace
            yield file
        return
    target = path.resolve()
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    # Open until it has taken its place: it says to `remove_abandoned` that somebody is still at it.
    with _claimed(part, 0o600 if private else 0o666):
        try:
            with open(part, mode, **how) as file:
                yield file
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    if durable:
        _sync_folder(target.parent)


def remove_abandoned(folder: Path) -> None:
    """What somebody was writing beside its place who was killed. What is being written now stays."""
    for part in folder.glob(".*.part"):
        # Somebody else may be quicker, or the file may not be ours to remove.
        with suppress(OSError), part.open("rb") as file:
            if PART.fullmatch(part.name) and _lock(file.fileno(), waits=False):
                part.unlink()


@contextmanager
def _claimed(part: Path, permissions: int) -> Iterator[None]:
    """An empty file that `remove_abandoned` leaves alone."""
    handle = _locked(part, permissions)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(part: Path, permissions: int) -> int | None:
    while True:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, permissions)
        if sys.platform == "win32":  # has no such locks, and renames nothing that is open
            os.close(handle)
            return None
        _lock(handle)
        if part.exists():
            return handle
        os.close(handle)  # it was taken for abandoned, in the moment before it was locked


def _lock(handle: int, *, waits: bool = True) -> bool:
    """The system lets go of it when the process ends, even by kill -9. A disk without locks gives none to anybody."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    # Without it a power cut could keep a row in the database and lose the name of its file.
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
