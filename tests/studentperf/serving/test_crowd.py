"""The product itself, really started, while a crowd holds its connections: it answers everybody else."""

import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.auth.models import User
from django.db import connection
from factories import PASSWORD
from servers import is_waiting, serving

IDLE, SLOW = 200, 25
HEAD = b"GET /login/ HTTP/1.1\r\nHost: localhost\r\nHalf-a"
BODY = b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\nusername="
SECONDS = 1.0  # or twice what it takes without a crowd: the machine of the tests may be busy with others
TRIES = 5
SECRET = "x" * 32
FORM = urlencode({"username": "head", "password": PASSWORD, "csrfmiddlewaretoken": SECRET})


@pytest.fixture
def server(transactional_db, tmp_path):
    User.objects.create(username="head", password=make_password(PASSWORD, hasher=Argon2PasswordHasher()))
    options = ["--workers", "2", "--threads", "4"]
    with serving("studentperf.wsgi", *options, DATABASE_URL=_address(), DATA_DIR=str(tmp_path)) as started:
        yield started


def _address() -> str:
    known = connection.get_connection_params()
    where = {name: known[name] for name in ("host", "port", "password") if known.get(name)}
    return f"postgres://{known['user']}@/{known['dbname']}?{urlencode(where)}"


def answer_of(server, method, path, body=None, **headers):
    """Status, and the seconds it took."""
    client = HTTPConnection("127.0.0.1", server.port, timeout=60)
    began = time.monotonic()
    client.request(method, path, body, {"Host": "localhost"} | headers)
    status = client.getresponse().status
    client.close()
    return status, time.monotonic() - began


def log_in(server):
    kind = "application/x-www-form-urlencoded"
    return answer_of(server, "POST", "/login/", FORM, **{"Content-Type": kind, "Cookie": f"csrftoken={SECRET}"})


def test_a_crowd_of_idle_and_slow_clients_keeps_nobody_waiting(server):
    log_in(server)  # the first one also reads the code
    quiet = min(log_in(server) for _ in range(TRIES))[1]
    crowd = [server.connect(data) for data in [b""] * IDLE + [HEAD] * SLOW + [BODY] * SLOW]
    alive = [answer_of(server, "GET", "/livez") for _ in range(TRIES)]
    logged_in = [log_in(server) for _ in range(TRIES)]
    still_there = sum(map(is_waiting, crowd))
    assert {status for status, _ in alive} == {200}
    assert {status for status, _ in logged_in} == {302}
    assert still_there == len(crowd)
    assert max(min(alive)[1], min(logged_in)[1]) <= max(SECONDS, 2 * quiet)
