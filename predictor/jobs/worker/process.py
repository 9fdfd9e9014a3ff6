"""The outside of the process that does the work of one job: started, watched, asked to end, killed."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from predictor.jobs.kinds import KINDS, Lane
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import DATABASE_LOST
from predictor.models import Job

# Seconds from being asked to end until being killed.
GRACE_OF_CANCELLED, GRACE_OF_STOPPED = 0.7, 5.0
STOPPED = {"kind": "worker stopped"}  # not for readers


class JobProcess:
    """A process group of its own: what the work starts is killed with it."""

    def __init__(self, job: Job, command: Sequence[str]) -> None:
        self.job, self._kind = job, KINDS[job.kind]
        self._why: dict[str, Any] = {}
        self._killed_at: float | None = None
        self._child = subprocess.Popen(  # noqa: S603 - this program itself
            [*command, str(job.pk), str(job.token)], stdin=subprocess.PIPE, start_new_session=True
        )

    @property
    def lane(self) -> Lane:
        return self._kind.lane

    def beat(self) -> None:
        """Say that it is in good hands, and hear whether it shall end. Raises errors of a lost database."""
        beat = queue.beat(self.job)
        if beat is None:
            self.kill()
        elif beat.cancel:
            self._ask_to_end({"kind": "cancelled"}, GRACE_OF_CANCELLED)
        elif beat.silent > timedelta(seconds=self._kind.silence):
            self._ask_to_end({"kind": "silent", "seconds": self._kind.silence}, 0)

    def stop(self) -> None:
        """The worker ends: the job goes back into the queue."""
        self._ask_to_end(STOPPED, GRACE_OF_STOPPED)

    def has_ended(self) -> bool:
        """Whether it is gone, all of it, and the job says how it ended. Raises errors of a lost database."""
        if self._child.returncode is None and not self._is_gone():
            return False
        again = self._why.get("kind") != "silent"
        queue.give_up(self.job, self._why or _why(self._child.returncode), again=again, counted=self._why != STOPPED)
        return True

    def _is_gone(self) -> bool:
        if self._killed_at and time.monotonic() >= self._killed_at:
            self.kill()
        end = os.waitid(os.P_PID, self._child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if not end:
            return False
        if end.si_status:
            # What it started, and before it is cleared away: until then nobody else has the number of its group.
            self.kill()
        self._child.wait()
        if self._child.stdin:
            self._child.stdin.close()
        return True

    def _ask_to_end(self, why: dict[str, Any], grace: float) -> None:
        if not self._why:
            self._why, self._killed_at = why, time.monotonic() + grace
            if self._child.returncode is None:
                os.kill(self._child.pid, signal.SIGTERM)  # the library's own way would clear it away where it is dead

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)


def _why(code: int) -> dict[str, Any]:
    if code == DATABASE_LOST:
        return {"kind": "database lost"}  # not for readers
    return {"kind": "killed", "signal": -code} if code < 0 else {"kind": "exited", "code": code}
