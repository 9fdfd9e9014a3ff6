"""How many predictions a second the web server answers over the API, each stored in two rows, and what a COPY stores.

A throw-away Postgres on this machine, gunicorn with `--workers` of 4 threads, and as many clients as threads beside it:

DJANGO_SETTINGS_MODULE=studentperf.settings PYTHONPATH=.:tests/support:tests/support/serving \\
    python tests/bench/scaling/answering.py
"""

import http.client
import json
import sys
import time
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place
import psutil

ASKED = "id, task_id, schema_version_id, answers, door, made_by_id, made_at"
SAID = "submission_id, model_version_id, task_id, made_by_id, made_at, value, low80, high80, low90, high90, warnings"
SAMPLE = Path(__file__).resolve().parents[3] / "mlcore/samples/exams.csv"
ANSWERS = {"reading_score": 61, "writing_score": 58}


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--copied", type=int, default=100_000)
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command
    from servers import serving

    call_command("migrate", verbosity=0)
    call_command("import_dataset", str(SAMPLE), schema="exams", name="sample", demo=True)
    call_command("train", "math", candidates=["ridge"])
    token = _token()
    # Nobody reads its log here, and a full pipe would stop it.
    quiet = {"LOG_LEVEL": "ERROR"}
    with serving("studentperf.wsgi", "--workers", str(options.workers), "--threads", "4", **quiet) as server:
        for _ in range(4):  # in the first, each worker imports what predicts
            _measure(server.process.pid, server.port, token, options)
    _copied(options.copied)


def _stored() -> str:
    """What a prediction takes on the disk, indexes and all."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (pg_total_relation_size('predictor_submission') + pg_total_relation_size('predictor_prediction'))"
            " / count(*) FROM predictor_prediction"
        )
        return f"{cursor.fetchone()[0]} bytes on the disk for each"


def _token() -> str:
    from django.contrib.auth import get_user_model

    from predictor.api.authentication import tokens

    user = get_user_model().objects.create_superuser("bench", password="bench-bench-bench")
    return tokens.issue(user)[0]


def _measure(pid: int, port: int, token: str, options: Any) -> None:
    web, database = _tree(pid), _postgres()
    before = _cpu(web), _cpu(database)
    begun = time.perf_counter()
    until = begun + options.seconds
    with ThreadPoolExecutor(options.workers * 4) as clients:
        counts = list(clients.map(lambda _: _ask(port, token, until), range(options.workers * 4)))
    took, done = time.perf_counter() - begun, sum(counts)
    spent = _cpu(web) - before[0], _cpu(database) - before[1]
    _write(
        f"{done / took:7.0f} predictions/s, each stored in two rows; CPU per prediction: "
        f"web {1000 * spent[0] / done:.2f} ms, Postgres {1000 * spent[1] / done:.2f} ms"
    )


def _ask(port: int, token: str, until: float) -> int:
    client, count = http.client.HTTPConnection("127.0.0.1", port), 0
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Host": "localhost"}
    body = json.dumps({"task": "math", "answers": ANSWERS})
    while time.perf_counter() < until:
        client.request("POST", "/api/v1/predictions/", body, headers)
        answer = client.getresponse()
        said = answer.read()
        assert answer.status == 201, said
        count += 1
    return count


def _copied(rows: int) -> None:
    """Submissions and predictions through COPY, with their keys, checks and indexes; nothing of it is kept."""
    from django.db import connection, transaction

    first = 10_000_000
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.task_id, s.schema_version_id, s.made_by_id, p.model_version_id, s.answers::text FROM "
            "predictor_submission s JOIN predictor_prediction p ON p.submission_id = s.id LIMIT 1"
        )
        task, schema, user, version, answers = cursor.fetchone()
        now = time.strftime("%Y-%m-%d %H:%M:%S+00")
        asked = "".join(f"{first + row}\t{task}\t{schema}\t{answers}\tapi\t{user}\t{now}\n" for row in range(rows))
        said = "".join(
            f"{first + row}\t{version}\t{task}\t{user}\t{now}\t60\t50\t70\t40\t80\t[]\n" for row in range(rows)
        )
        begun = time.perf_counter()
        cursor.copy_expert(f"COPY predictor_submission ({ASKED}) FROM STDIN", StringIO(asked))
        cursor.copy_expert(f"COPY predictor_prediction ({SAID}) FROM STDIN", StringIO(said))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - begun
        took_up = _stored()
        transaction.set_rollback(True)
    _write(f"{2 * rows:,} rows by COPY in {took:.1f} s: {rows / took:,.0f} predictions/s, {took_up}")


def _postgres() -> list[psutil.Process]:
    """The throw-away server and what it started."""
    from django.conf import settings

    folder = str(settings.DATABASES["default"]["FOLDER"])
    server = int((Path(folder) / "postmaster.pid").read_text().split()[0])
    return _tree(server)


def _tree(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _cpu(processes: list[psutil.Process]) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in processes if one.is_running())


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
