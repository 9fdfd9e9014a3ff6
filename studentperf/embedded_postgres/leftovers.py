"""What a Postgres that was killed leaves in its folder, and would keep the next one from starting."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

# Lines of a complete postmaster.pid: number of the process, data folder, start, port, folder of the socket,
# address, shared memory, status.
COMPLETE = 8
PATIENCE = 10
MAKERS = ("initdb", "postgres", "pg_ctl")


@contextmanager
def marked_while_made(folder: Path) -> Iterator[None]:
    """A mark beside the folder from before it is made until its server has answered for the first time.

    The folder alone does not tell: initdb writes PG_VERSION first and much of the rest afterwards.
    """
    mark = folder.with_suffix(".making")
    if not (folder / "PG_VERSION").exists():
        mark.touch()
    yield
    mark.unlink(missing_ok=True)


def remove_half_made(folder: Path) -> None:
    """Where the making was interrupted, nobody has stored anything yet: it is made anew."""
    import psutil

    if not folder.with_suffix(".making").exists():
        return
    makers = [process for process in psutil.process_iter() if _makes(folder, process)]
    for process in makers:
        process.kill()
    psutil.wait_procs(makers, timeout=PATIENCE)
    shutil.rmtree(folder, ignore_errors=True)


def remove_dead_pid_file(folder: Path) -> None:
    """In a container nobody may reap a killed server; its number then looks alive to Postgres for ever.

    And who is killed while starting leaves a file that breaks off, which the library cannot read.
    """
    import psutil

    pid_file = folder / "postmaster.pid"
    deadline = time.monotonic() + PATIENCE
    while (lines := _lines(pid_file)) is not None and _serves(folder, lines):
        if len(lines) >= COMPLETE or time.monotonic() > deadline:
            return
        time.sleep(0.05)
    if lines is None or (len(lines) >= COMPLETE and not psutil.pid_exists(int(lines[0]))):
        return  # Postgres knows what to do
    # The killed server's own children work in its folder; they must be gone before another one starts there.
    while any(_works_in(folder, process) for process in psutil.process_iter()) and time.monotonic() < deadline:
        time.sleep(0.05)
    if len(lines) >= COMPLETE:
        (Path(lines[4]) / f".s.PGSQL.{lines[3]}.lock").unlink(missing_ok=True)
    pid_file.unlink(missing_ok=True)


def _lines(pid_file: Path) -> list[str] | None:
    try:
        return pid_file.read_text().splitlines()
    except FileNotFoundError:
        return None


def _serves(folder: Path, lines: list[str]) -> bool:
    import psutil

    try:
        server = psutil.Process(int(lines[0]))
        # In a new container the number of a server that died with the old one belongs to somebody else.
        return server.status() != psutil.STATUS_ZOMBIE and _works_in(folder, server)
    except (IndexError, ValueError, psutil.Error):
        return False


def _works_in(folder: Path, process: "psutil.Process") -> bool:
    import psutil

    try:
        return process.cwd() == str(folder)
    except psutil.Error:
        return False


def _makes(folder: Path, process: "psutil.Process") -> bool:
    import psutil

    try:
        return process.name() in MAKERS and (str(folder) in process.cmdline() or _works_in(folder, process))
    except psutil.Error:
        return False
