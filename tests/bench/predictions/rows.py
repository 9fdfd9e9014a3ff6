"""How long a thousand rows take in one call of the API, stored, beside one call for each.

Uses a throw-away Postgres: PYTHONPATH=.:tests/support python tests/bench/predictions/rows.py
"""

import logging
import sys
import time
from argparse import ArgumentParser
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place

NOT_ENTERED = {"lunch", "race_ethnicity"}  # by the rules that ship: what is known of the student counts
ADDRESS = "/api/v1/predictions/"


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    logging.disable(logging.INFO)
    client, rows = _client(), _rows(options.rows)
    for _ in range(options.rounds):
        together = _timed(lambda: _batch(client, rows))
        each = _timed(lambda: [_one(client, row) for row in rows[:100]]) * len(rows) / 100
        sys.stdout.write(f"{len(rows):,} rows: {together:.2f} s in one call, {each:.2f} s one by one\n")


def _client() -> Any:
    from django.test import Client
    from factories import make_people

    from predictor.api.authentication import tokens

    return Client(headers={"authorization": f"Bearer {tokens.issue(make_people().owner)[0]}"})


def _rows(size: int) -> list[dict[str, Any]]:
    from django.contrib.auth.models import User
    from factories import frame_for, live_task

    from predictor.models import Classroom, Student

    task = live_task()
    classroom = Classroom.objects.create(name="Class", schema_version=task.schema_version)
    classroom.teachers.add(User.objects.get(username="owner"))
    students = Student.objects.bulk_create(Student(classroom=classroom, name=f"S{place}") for place in range(size))
    entered = [slug for slug in task.question.inputs if slug not in NOT_ENTERED]
    answers = frame_for(task.schema_version.schema, size)[entered].to_dict("records")
    return [{"answers": given, "student": one.pk} for given, one in zip(answers, students, strict=True)]


def _batch(client: Any, rows: list[dict[str, Any]]) -> None:
    given = client.post(f"{ADDRESS}batch/", {"task": "math", "rows": rows}, content_type="application/json").json()
    assert given.get("stored") == len(rows), str(given)[:500]


def _one(client: Any, row: dict[str, Any]) -> None:
    assert client.post(ADDRESS, {"task": "math", **row}, content_type="application/json").status_code == 201


def _timed(act: Any) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
