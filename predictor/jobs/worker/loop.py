"""The loop of a worker: takes jobs, watches the processes that do them, and takes over from workers that died."""

import logging
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError, connection

from predictor.access_log.chain.sealing import seal
from predictor.jobs.kinds import Lane
from predictor.jobs.worker import presence, queue
from predictor.jobs.worker.daily import Daily
from predictor.jobs.worker.process import JobProcess

# Seconds: how soon the end of a process is noticed, how often the database is asked, and the access log sealed.
TURN, ASKING, SEALING = 0.1, 0.5, 5.0
# Until it ends all the same where the database does not take its jobs back.
PATIENCE = 8.0

logger = logging.getLogger("studentperf.jobs")


class Worker:
    """`command` starts this program so that it does one job, whose number and token are appended. `alive` is touched
    whenever the database has answered; `daily` is what it starts once a day."""

    def __init__(self, command: Sequence[str], *, alive: Path | None = None, daily: Daily | None = None) -> None:
        self._command, self._alive, self._daily = command, alive, daily
        self._processes: list[JobProcess] = []
        self._stops_at: float | None = None
        self._asks_at = self._seals_at = 0.0

    def work(self, *, until_empty: bool = False) -> None:
        """Until it is told to stop, or nothing waits."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        logger.info("the worker waits for jobs")
        try:
            while self._goes_on(until_empty):
                self._turn()
                time.sleep(TURN)
        finally:
            for process in self._processes:
                process.kill()
            if self._daily:
                self._daily.end()

    def _goes_on(self, until_empty: bool) -> bool:
        if self._stops_at:
            return bool(self._processes) and time.monotonic() < self._stops_at
        return not until_empty or bool(self._processes) or not queue.is_empty()

    def _stop(self, *_: Any) -> None:
        self._stops_at = time.monotonic() + PATIENCE
        for process in self._processes:
            process.stop()

    def _turn(self) -> None:
        try:
            self._look()
        except (DatabaseError, InterfaceError) as error:
            # Away, being restored, or not migrated yet. What runs goes on; after a while another worker takes it.
            logger.warning("the worker has no use of the database and asks again", exc_info=error)
            connection.close()
            self._asks_at = time.monotonic() + 1

    def _look(self) -> None:
        # Forgotten one by one: the database may go away between two.
        for process in list(self._processes):
            if process.has_ended():
                self._processes.remove(process)
        if time.monotonic() >= self._asks_at:
            self._ask()
            self._asks_at = time.monotonic() + ASKING
        if time.monotonic() >= self._seals_at:
            seal()
            self._seals_at = time.monotonic() + SEALING
        if self._daily and not self._stops_at:
            self._daily.look()

    def _ask(self) -> None:
        presence.show()
        if self._alive:
            self._alive.touch()
        for process in self._processes:
            process.beat()
        queue.take_from_the_dead()
        while not self._stops_at and (free := set(Lane) - {process.lane for process in self._processes}):
            job = queue.take(free)
            if job is None:
                return
            logger.info("%s begins: %s, attempt %s", job, job.kind, job.attempts)
            self._processes.append(JobProcess(job, self._command))
