"""Each error that the guide tells of, made to happen, and told as RFC 9457 has it."""

import json

import pytest
from django.db import OperationalError
from factories import PASSWORD
from rest_framework.test import APIClient

from mlcore.models import ModelVersion
from predictor.api.authentication import tokens
from predictor.classes.keeping import work as keeping
from predictor.models import Student
from predictor.stopping import work as stopping
from studentperf.basics.limits import LARGEST_JSON

ROOT = "/api/v1"
ONE, LOG_IN, STUDENTS = f"{ROOT}/predictions/", f"{ROOT}/token/", f"{ROOT}/students/"


class School:
    """Who asks, and what can be broken for them."""

    def __init__(self, owner, people, student, settings, monkeypatch):
        self.owner, self.people, self.student = owner, people, student
        self.settings, self.monkeypatch = settings, monkeypatch

    def predict(self, body=None, key=None):
        body = {"task": "math", "answers": {}} | (body or {})
        return self.owner.post(ONE, body, headers={"Idempotency-Key": key} if key else {})

    def log_in(self, password=PASSWORD):
        return APIClient().post(LOG_IN, {"username": "owner", "password": password}, format="json")

    def with_token(self, token):
        return APIClient(HTTP_AUTHORIZATION=f"Bearer {token}").get(STUDENTS)


@pytest.fixture
def school(api_owner, people, student, settings, monkeypatch):
    return School(api_owner, people, student, settings, monkeypatch)


def key_reused(school):
    school.predict(key="k")
    return school.predict({"answers": {"reading_score": 1}}, key="k")


def promoted_again(school):
    version = ModelVersion.objects.live().get()
    token, _ = tokens.issue(school.people.admin)
    asked = {"why": "once more", "expected": version.number}
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client.post(f"{ROOT}/model-versions/{version.pk}/promotion/", asked, format="json")


def class_archived(school):
    keeping.archive(school.student.classroom)
    return school.predict({"student": school.student.pk})


def scope_missing(school):
    token, _ = tokens.issue(school.people.owner, "a program", ["predict"])
    return school.with_token(token)


def throttled(school):
    school.settings.API_REQUESTS_PER_MINUTE = 0
    return school.owner.get(STUDENTS)


def locked_out(school):
    school.settings.AXES_FAILURE_LIMIT = 1
    school.log_in("wrong")
    return school.log_in()


def no_live_model(school):
    ModelVersion.objects.live().update(is_live=False)
    return school.predict()


def predicting_stopped(school):
    stopping.turn(True, by=school.people.admin, why="The ranges do not hold.")
    return school.predict()


def model_unavailable(school):
    for file in school.settings.BUNDLE_DIR.rglob("*"):
        if file.is_file():
            file.unlink()
    return school.predict()


def database_unavailable(school):
    def fail(user):
        raise OperationalError("server closed the connection")

    school.monkeypatch.setattr(Student.objects, "current_for", fail)
    return school.owner.get(STUDENTS)


CASES = {
    (400, "invalid"): lambda school: school.predict({"answers": {"reading_score": 101}}),
    (400, "parse_error"): lambda school: school.owner.post(ONE, "{", content_type="application/json"),
    (401, "not_authenticated"): lambda school: APIClient().get(STUDENTS),
    (401, "authentication_failed"): lambda school: school.with_token("no-such-token"),
    (401, "wrong_credentials"): lambda school: school.log_in("wrong"),
    (403, "permission_denied"): lambda school: school.owner.get(f"{ROOT}/people/"),
    (403, "scope_missing"): scope_missing,
    (404, "not_found"): lambda school: school.owner.get(f"{STUDENTS}987654321/"),
    (405, "method_not_allowed"): lambda school: school.owner.delete(STUDENTS),
    (406, "not_acceptable"): lambda school: school.owner.get(STUDENTS, headers={"Accept": "text/html"}),
    (409, "not_promoted"): promoted_again,
    (409, "class_archived"): class_archived,
    (413, "too_large"): lambda school: school.predict({"task": "x" * LARGEST_JSON}),
    (415, "unsupported_media_type"): lambda school: school.owner.post(ONE, "a=1", content_type="text/plain"),
    (422, "key_reused"): key_reused,
    (429, "throttled"): throttled,
    (429, "locked_out"): locked_out,
    (503, "no_live_model"): no_live_model,
    (503, "predicting_stopped"): predicting_stopped,
    (503, "model_unavailable"): model_unavailable,
    (503, "database_unavailable"): database_unavailable,
}
# What passes by itself is told with when to ask again; the others wait for a person.
PASSING = {"throttled", "locked_out", "database_unavailable"}


@pytest.mark.parametrize(("status", "code"), CASES)
def test_the_error_is_a_problem_document_and_says_when_to_ask_again(school, forget_bundles, status, code):
    forget_bundles()
    answer = CASES[status, code](school)
    told = json.loads(answer.content)
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert told["type"] == f"urn:problem-type:studentperf:{code}"
    assert all((told["title"], told["detail"], told["request_id"]))
    assert ("WWW-Authenticate" in answer) == (status == 401)
    assert (int(answer.get("Retry-After", 0)) > 0) == (code in PASSING)
