"""What the work of a job gets to say how far it is, and to end it together with what it stores."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from predictor.models import Job

MOST_LINES = 50
# Seconds between two writes of nothing but a percentage.
PAUSE = 0.5


class Refused(Exception):
    """It cannot be done; said with the remedy to whoever asked."""


class Later(Exception):
    """Somebody else is at the same: it goes back into the queue as if it had not begun."""


class Lost(Exception):
    """Another attempt has the job, or it was ended: nothing may be stored for it here."""


class Run:
    """One attempt at a job. `telling` names the database connection that progress is written on: one of its own, where
    it can be seen while the work's transaction is open."""

    def __init__(self, job: Job, *, telling: str = "default") -> None:
        self.job = job
        self.is_finished = False
        self._telling, self._told = telling, 0.0
        self._lines: list[Mapping[str, Any]] = list(job.lines)

    def tell(self, percent: float, fact: Mapping[str, Any] | None = None) -> None:
        """How much is done, which never goes back, and a fact for the list of lines. Raises Lost."""
        if fact:
            told = {"at": timezone.now().isoformat(timespec="seconds"), "attempt": self.job.attempts}
            self._lines = [*self._lines, {**told, **fact}][-MOST_LINES:]
        elif time.monotonic() - self._told < PAUSE:
            return
        if not self.is_finished:
            self._write(min(99, max(0, int(percent))))

    def _write(self, percent: int) -> None:
        held = self._held().using(self._telling)
        if not held.update(percent=Greatest(F("percent"), percent), lines=self._lines, told_at=Now()):
            raise Lost
        self._told = time.monotonic()

    def finish(self, result: Mapping[str, Any]) -> None:
        """The last write of the work's transaction; what comes of it as small facts. Raises Lost."""
        if not connection.in_atomic_block:
            raise RuntimeError("a job is finished in the transaction that stores what it made")
        end: dict[str, Any] = {"state": Job.State.DONE, "token": None, "percent": 100, "error": {}, "ended_at": Now()}
        if not self._held().update(**end, result=result, lines=self._lines):
            raise Lost
        self.is_finished = True

    def _held(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, token=self.job.token)
