"""Files that are left to a worker, and a worker that does the work in the process of the test."""

from contextlib import contextmanager

from django.db import connection
from uploads import as_csv

from predictor.imports.previews.looking import MOST_ROWS_AT_ONCE
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import presence, queue
from predictor.jobs.worker.child import attempt

# More lines than are read at once, nearly all of them blank: few students, and quick to read.
BLANK = [""] * MOST_ROWS_AT_ONCE


def large(*lines: str) -> tuple[str, ...]:
    return (*lines, *BLANK, "")


def as_large_csv(*lines: str) -> bytes:
    return as_csv(*large(*lines))


@contextmanager
def a_worker_is_there():
    """As far as anybody can tell: it never takes a job by itself."""
    presence.show()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")


def work() -> None:
    """One job, as the process of a worker does it."""
    attempt(Run(queue.take(tuple(Lane))))
