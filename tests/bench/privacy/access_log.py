"""What the access log costs a request: the same requests with and without it, in turns, in one run.

Uses a throw-away Postgres:
DJANGO_SETTINGS_MODULE=studentperf.settings PYTHONPATH=.:tests/support python tests/bench/privacy/access_log.py
"""

import statistics
import sys
import time
from argparse import ArgumentParser
from typing import Any

import django
import environment  # noqa: F401 - settings of a throw-away place

MIDDLEWARE = "predictor.access_log.middleware.AccessLog"
STUDENTS = 30


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    options = parser.parse_args()
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing was collected here
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}

    call_command("migrate", verbosity=0)
    sys.stdout.write(f"{'request':<34}{'without':>10}{'with':>10}{'more':>10}{'ratio':>8}\n")
    for name, address in _addresses().items():
        without, with_log = _turns(address, options.rounds)
        # The quickest tenth: what else the machine does only ever makes a request slower.
        base, logged = (statistics.quantiles(times, n=10)[0] for times in (without, with_log))
        more = logged - base
        sys.stdout.write(f"{name:<34}{base:>8.2f}ms{base + more:>8.2f}ms{more:>8.3f}ms{(base + more) / base:>8.3f}\n")


def _addresses() -> dict[str, str]:
    from factories import live_task, make_people

    from predictor.models import Classroom, Student
    from predictor.predicting.work import make_prediction

    task, owner = live_task(), make_people().owner
    classroom = Classroom.objects.create(name="Class", schema_version=task.schema_version)
    classroom.teachers.add(owner)
    students = [Student.objects.create(classroom=classroom, name=f"Student {place}") for place in range(STUDENTS)]
    answers = {"reading_score": 60.0, "writing_score": 60.0}
    asked = {"task": task, "answers": answers, "made_by": owner, "door": "page"}
    predictions = [make_prediction(student=student, **asked) for student in students]
    return {
        "a student over the API": f"/api/v1/students/{students[0].pk}/",
        "a prediction over the API": f"/api/v1/predictions/{predictions[0].pk}/",
        "the page of a student": f"/students/{students[0].pk}/",
        "the page of a class of 30": f"/classes/{classroom.pk}/",
        "the history, 30 students": "/predictions/",
    }


def _turns(address: str, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each; one after the other, so that whatever else the machine does meets both."""
    from django.conf import settings
    from django.test import override_settings

    ask = _client()
    bare = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]
    clients = []
    for middleware in (bare, settings.MIDDLEWARE):
        with override_settings(MIDDLEWARE=middleware):
            client = ask()
            client.get(address)  # its handler is made with these
            clients.append(client)
    times: tuple[list[float], list[float]] = ([], [])
    pairs = list(zip(clients, times, strict=True))
    for _ in range(rounds):
        pairs.reverse()  # what Python clears away now and then falls on both
        for client, found in pairs:
            found.append(_timed(client, address))
    return times


def _client() -> Any:
    """Makes clients of the owner, for pages and for the API."""
    from django.contrib.auth.models import User
    from django.test import Client

    from predictor.api.authentication import tokens

    owner = User.objects.get(username="owner")
    token = tokens.issue(owner)[0]

    def make() -> Client:
        client = Client(headers={"authorization": f"Bearer {token}"})
        client.force_login(owner)
        return client

    return make


def _timed(client: Any, address: str) -> float:
    start = time.perf_counter()
    status = client.get(address).status_code
    took = (time.perf_counter() - start) * 1000
    assert status == 200, (address, status)
    return took


if __name__ == "__main__":
    main()
