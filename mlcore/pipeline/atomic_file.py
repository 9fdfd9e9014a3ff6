"""Files that are written beside their place and renamed: whoever opens one finds the old one or the whole new one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


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
    try:
        with open(part, mode, opener=_private if private else None, **how) as file:
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


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_EXCL, 0o600)


def _sync_folder(folder: Path) -> None:
    # Without it a power cut could keep a row in the database and lose the name of its file.
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
