"""Kill workers, what they started, and the database under them, and count how the jobs end; a throw-away Postgres.

DJANGO_SETTINGS_MODULE=studentperf.settings PYTHONPATH=.:tests/support:tests/support/jobs python tests/bench/kills.py
"""

import os
import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place

SECONDS = 4.0  # that a job takes
MINUTE = 60.0


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=30)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command
    from patient_work import add_kinds

    call_command("migrate", verbosity=0)
    add_kinds()
    ends = [_trial(number, random.Random(options.seed + number)) for number in range(options.trials)]  # noqa: S311
    sys.stdout.write(f"{dict(Counter(ends))} of {options.trials}\n")
    return 0 if all(end in ("done", "failed") for end in ends) else 1


def _trial(number: int, chance: random.Random) -> str:
    """Two workers and three jobs, of which the first loses what `DEATHS` says at some moment."""
    from workers import start_worker, traces

    from predictor.jobs import work

    kind, death = "fragile" if chance.random() < 0.2 else "patient", list(DEATHS)[number % len(DEATHS)]
    jobs = [work.ask(kind, {"seconds": SECONDS}, asked_by=None)]
    workers = [start_worker()]
    _wait_for(lambda: _row(jobs[0]).lines)
    jobs += [work.ask(kind, {"seconds": SECONDS}, asked_by=None) for kind in ("patient", "short")]
    time.sleep(chance.uniform(0, SECONDS))
    began = time.monotonic()
    DEATHS[death](workers[0], _row(jobs[0]).lines[-1]["pid"])
    workers.append(start_worker())
    rows = [_ended(job, began) for job in jobs]
    counts = [traces(job) for job in jobs]
    for worker in workers:
        worker.terminate()
        worker.communicate()
    took = max(((row.ended_at or row.asked_at) - row.asked_at).total_seconds() for row in rows)
    right = all(count == (row.state == "done") for row, count in zip(rows, counts, strict=True))
    end = rows[0].state if right and all(row.state in ("done", "failed") for row in rows) else "WRONG"
    told = f"{rows[0].attempts} attempts, all three within {took:.0f} s, rows {counts}"
    sys.stdout.write(f"{number:>3} {death:<9} {kind:<8} {end:<7} {told} {rows[0].error or ''}\n")
    sys.stdout.flush()
    return end


def _kill_worker(worker: "subprocess.Popen[bytes]", child: int) -> None:
    worker.kill()


def _kill_child(worker: "subprocess.Popen[bytes]", child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _kill_database(worker: "subprocess.Popen[bytes]", child: int) -> None:
    """kill -9 of the server itself; it is started again by whoever asks next."""
    lines = (Path(os.environ["DATA_DIR"]) / "postgres/postmaster.pid").read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGKILL)


def _restart_database(worker: "subprocess.Popen[bytes]", child: int) -> None:
    """As an administrator does it: every connection is cut, and the next one starts it."""
    lines = (Path(os.environ["DATA_DIR"]) / "postgres/postmaster.pid").read_text().splitlines()
    os.kill(int(lines[0]), signal.SIGINT)


DEATHS: dict[str, Callable[["subprocess.Popen[bytes]", int], None]] = {
    "worker": _kill_worker,
    "child": _kill_child,
    "database": _kill_database,
    "restart": _restart_database,
}


def _ended(job: Any, began: float) -> Any:
    _wait_for(lambda: _row(job).has_ended or time.monotonic() - began > MINUTE)
    return _row(job)


def _row(job: Any) -> Any:
    from django.db import InterfaceError, OperationalError, connection

    from predictor.models import Job

    while True:
        try:
            return Job.objects.get(pk=job.pk)
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)


def _wait_for(condition: Callable[[], Any]) -> None:
    while not condition():
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
