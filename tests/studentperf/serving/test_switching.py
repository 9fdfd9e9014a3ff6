"""The live model changed over the API while real workers answer: no request fails, and each names who answered."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Event
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from factories import live_task, make_people, new_version
from servers import ROOT, serving

from predictor.api.authentication import tokens

SHIFT = 11.0  # by so much more the second version says
ASKERS, CHANGES, AFTERWARDS = 2, 6, 4


@pytest.fixture
def task(transactional_db):
    task = live_task("math", "exams")
    new_version(task, SHIFT)
    return task


@pytest.fixture
def server(task, tmp_path):
    paths = ":".join(str(ROOT / place) for place in ("", "tests/support", "tests/support/serving"))
    # Nobody reads its log meanwhile, and a pipe that is full would hold it up.
    quiet = {"PYTHONPATH": paths, "LOG_LEVEL": "ERROR"}
    known = {"DATABASE_URL": _address(), "DATA_DIR": str(settings.DATA_DIR)} | quiet
    with serving("studentperf.wsgi", "--workers", "2", "--threads", "2", **known) as started:
        yield started


def _address() -> str:
    known = connection.get_connection_params()
    where = {name: known[name] for name in ("host", "port", "password") if known.get(name)}
    return f"postgres://{known['user']}@/{known['dbname']}?{urlencode(where)}"


class Client:
    """One that keeps nothing between requests, so that each may reach another worker."""

    def __init__(self, server, token):
        self._port, self._token = server.port, token

    def post(self, path, body):
        client = HTTPConnection("127.0.0.1", self._port, timeout=60)
        headers = {"Host": "localhost", "Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        client.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = client.getresponse()
        status, told = answer.status, json.loads(answer.read())
        client.close()
        return status, told


def ask(client):
    """Status, the version that is named, and what it said."""
    status, told = client.post("predictions/", {"task": "math", "answers": {"reading_score": 40}})
    return status, told.get("model_version", {}).get("number"), told.get("value")


def switched(client, versions, number):
    """Make a version live, and say who answers the requests after that."""
    change = {"why": "a test", "expected": 3 - number}
    status, _ = client.post(f"model-versions/{versions[number]}/promotion/", change)
    assert status == 201
    return [ask(client)[1] for _ in range(AFTERWARDS)]


def test_every_answer_is_of_the_version_that_it_names_and_the_change_counts_at_once(task, server):
    client = Client(server, tokens.issue(make_people().admin)[0])
    versions = {version.number: version.pk for version in task.versions.all()}
    stop = Event()

    def keep_asking():
        answers = []
        while not stop.is_set():
            answers.append(ask(client))
        return answers

    with ThreadPoolExecutor(ASKERS) as crowd:
        asking = [crowd.submit(keep_asking) for _ in range(ASKERS)]
        try:
            afterwards = [switched(client, versions, number) for number in [2, 1] * (CHANGES // 2)]
        finally:
            stop.set()
        told = Counter(answer for one in asking for answer in one.result())
    assert afterwards == [[2] * AFTERWARDS, [1] * AFTERWARDS] * (CHANGES // 2)
    (_, first, low), (_, second, high) = sorted(told)
    assert ({status for status, *_ in told}, first, second) == ({201}, 1, 2)
    assert high - low == pytest.approx(SHIFT)
