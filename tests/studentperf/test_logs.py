"""Logs tell what happened under which request id, and never a name or a score."""

import io
import json
import logging

import pytest
import structlog
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.db import DatabaseError, OperationalError
from django.http import HttpResponse
from django.urls import include, path, reverse

from predictor.models import Submission
from predictor.predicting.work import make_prediction
from studentperf.basics import logs
from studentperf.edge import errors

CANARY = "Zebulon-Canary"


def explode(request):
    score = 61.25
    raise ValueError(f"{CANARY} scored {score}")


@login_not_required
def good(request):
    return HttpResponse("fine")


urlpatterns = [path("explode/", explode), path("good/", good), path("", include("studentperf.urls"))]
handler404, handler500 = errors.not_found, errors.server_error


@pytest.fixture(params=["json"])
def lines(request):
    """Everything that is logged, as it would be in production; in text where a test asks for it."""
    written = io.StringIO()
    configured = logs.configure(form=request.param, level="INFO", stream="stderr", show_values=False)
    configured["handlers"]["lines"]["stream"] = written
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(configured)
    yield written
    logging.getLogger().handlers[:] = before


def parsed(lines: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_each_request_is_one_line_with_the_id_of_the_answers_header(client, lines):
    answer = client.get("/good/")
    (line,) = parsed(lines)
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["event"], line["request"], line["code"]) == ("request_finished", "GET /good/", answer.status_code)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_failure_tells_where_but_not_whose(client, lines, people):
    client.raise_request_exception = False
    client.force_login(people.owner)
    answer = client.get(f"/explode/?q={CANARY}")
    failed = next(line for line in parsed(lines) if line["event"] == "request_failed")
    assert failed["request_id"] == answer["X-Request-ID"]
    assert failed["exception"][0]["type"] == "builtins.ValueError"
    assert "test_logs.py" in failed["exception"][0]["frames"][-1]
    assert CANARY not in lines.getvalue()
    assert "61.25" not in lines.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/explode/", "/no-such-page/"])
def test_error_pages_show_the_id_to_quote(client, people, address, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.force_login(people.owner)
    answer = client.get(address)
    assert answer["X-Request-ID"] in answer.content.decode()


def test_messages_about_servers_and_files_are_kept(lines):
    try:
        raise OperationalError("could not connect to 10.0.0.5") from DatabaseError(CANARY)
    except OperationalError:
        structlog.get_logger("test").exception("failed")
    (line,) = parsed(lines)
    assert line["exception"][0]["message"] == "could not connect to 10.0.0.5"
    assert CANARY not in lines.getvalue()


def test_using_the_product_leaves_no_name_and_no_score_in_the_log(client, lines, people, student, math, answers):
    User.objects.filter(pk=people.owner.pk).update(first_name=CANARY)
    student.name = CANARY
    student.save()
    numbers = {slug: 61.25 if isinstance(value, float) else value for slug, value in answers.items()}
    client.force_login(people.owner)
    make_prediction(task=math, answers=numbers, made_by=people.owner, door=Submission.Door.PAGE, student=student)
    for address in ("/", f"/?q={CANARY}", "/students/", "/predictions/", f"/api/v1/students/?search={CANARY}"):
        client.get(address)
    client.logout()
    client.post(reverse("login"), {"username": CANARY, "password": CANARY})
    assert CANARY not in lines.getvalue()
    assert "61.25" not in lines.getvalue()


def test_a_name_in_a_standard_logging_exception_is_left_out_too(lines):
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("somewhere").exception("failed")
    assert parsed(lines)[0]["exception"][0]["type"] == "builtins.ValueError"
    assert CANARY not in lines.getvalue()


@pytest.mark.parametrize("lines", ["text"], indirect=True)
def test_a_failure_can_be_read_at_a_terminal_too(lines):
    try:
        raise OperationalError("the server is gone")
    except OperationalError:
        structlog.get_logger("studentperf").exception("request_failed")
    assert "OperationalError the server is gone" in lines.getvalue()
    assert "test_logs.py" in lines.getvalue()
