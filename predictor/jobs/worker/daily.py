"""A command that the worker starts once a day, where no timer of the machine does."""

import subprocess
import time
from collections.abc import Sequence

DAY = 24 * 60 * 60.0


class Daily:
    """Begins `every` so many seconds, the first time after as many: what runs at every start ran just now. In a process
    of its own, so that no job waits for it."""

    def __init__(self, command: Sequence[str], *, every: float = DAY) -> None:
        self._command, self._every = command, every
        self._process: subprocess.Popen[bytes] | None = None
        self._begins_at = time.monotonic() + every

    def look(self) -> None:
        if time.monotonic() < self._begins_at or self._is_at_it():
            return
        self._process = subprocess.Popen(self._command)  # noqa: S603 - this program itself
        self._begins_at = time.monotonic() + self._every

    def end(self) -> None:
        """What it had not stored yet, it does the next time."""
        if self._process and self._is_at_it():
            self._process.terminate()

    def _is_at_it(self) -> bool:
        return self._process is not None and self._process.poll() is None
