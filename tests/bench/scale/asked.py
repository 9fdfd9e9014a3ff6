"""One address, measured: how long until the answer, and what its work cost in Python and in Postgres.

Where other work goes on, the time until the answer says how busy the machine was; what the processors worked says less
of that. Parallel workers of Postgres are not counted: no page should need any.
"""

import os
import time
from pathlib import Path
from typing import Any, NamedTuple

TICK = 1000 / os.sysconf("SC_CLK_TCK")


class Asked(NamedTuple):
    status: int
    queries: int
    # Milliseconds: the quickest answer, and what Python and Postgres worked on average.
    took: float
    python: float
    database: float


def asked(client: Any, address: str, rounds: int, longest: float) -> Asked:
    """Once for its queries and what it loads, then `rounds` times, or once where it takes longer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        status, took = _got(client, address)
    count, times = len(queries), rounds if took < longest else 1
    worked, in_postgres = time.process_time(), _of_postgres()
    quickest = min(_got(client, address)[1] for _ in range(times))
    python, database = (time.process_time() - worked) * 1000, _of_postgres() - in_postgres
    return Asked(status, count, quickest, python / times, database / times)


def _got(client: Any, address: str) -> tuple[int, float]:
    start = time.perf_counter()
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code, (time.perf_counter() - start) * 1000


def _of_postgres() -> float:
    """What the process of this connection worked so far."""
    from django.db import connection

    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK
