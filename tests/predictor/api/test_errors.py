"""Every error below /api/ has one shape, and no body can break the server."""

import json

import pytest
from django.db import InterfaceError, OperationalError
from rest_framework.test import APIClient

from predictor.models import Student
from studentperf.basics.limits import LARGEST_BODY, LARGEST_JSON

PREDICTIONS = "/api/v1/predictions/"
SHAPE = {"type", "title", "status", "detail", "code", "errors", "request_id"}

UNREADABLE = {
    "nothing": b"",
    "not JSON": b"{",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"1",
    "null": b"null",
    "NaN": b'{"task": NaN}',
    "Infinity": b'{"task": -Infinity}',
    "a number of 5000 digits": b'{"student": ' + b"9" * 5000 + b"}",
    "deeply nested lists": b'{"answers": ' + b"[" * 30_000,
    "deeply nested objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "a NUL character": rb'{"task": "ma\u0000th", "answers": {}}',
    "a NUL character in a key": rb'{"ma\u0000th": 1}',
    "half of a surrogate pair": rb'{"task": "\ud800", "answers": {}}',
    "half of a pair deep inside": rb'{"task": "math", "answers": {"a": [{"b": "\udfff"}]}}',
    "not UTF-8": b'{"task": "\xff"}',
    "a key twice": b'{"task": "math", "task": "reading", "answers": {}}',
}


def error_of(answer):
    assert answer["Content-Type"] == "application/problem+json"
    content = json.loads(answer.content)
    before = content.pop("error")
    assert content.keys() == SHAPE
    assert content["status"] == answer.status_code
    assert content["type"] == f"urn:problem-type:studentperf:{content['code']}"
    assert before == _as_before(content)
    return before


def _as_before(content):
    """What the first clients of version 1 read goes on telling the same."""
    fields = {entry["field"]: entry["detail"] for entry in content["errors"]}
    return {"message": content["detail"], "fields": fields} | {name: content[name] for name in ("code", "request_id")}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_cannot_be_read_is_a_mistake_of_the_client(api_owner, math, body):
    answer = api_owner.post(PREDICTIONS, body, content_type="application/json")
    assert answer.status_code == 400
    assert error_of(answer)["message"]


def test_an_escaped_character_that_can_be_stored_is_welcome(api_owner, classroom):
    body = b'{"classroom": %d, "name": "\\ud83d\\ude00 \\\\u0000"}' % classroom.pk
    assert api_owner.post("/api/v1/students/", body, content_type="application/json").status_code == 201
    assert Student.objects.get().name == "\N{GRINNING FACE} \\u0000"


def test_a_body_that_is_too_large_is_refused(api_owner):
    answer = api_owner.post(PREDICTIONS, b'{"task": "' + b"x" * LARGEST_JSON + b'"}', content_type="application/json")
    assert answer.status_code == 413
    assert error_of(answer)["code"] == "too_large"


def test_the_limit_is_the_same_however_much_too_large_a_body_is(api_owner):
    bodies = [b"x" * (LARGEST_JSON + 1), b"x" * (LARGEST_BODY + 1)]
    answers = [api_owner.post(PREDICTIONS, body, content_type="application/json") for body in bodies]
    assert {error_of(answer)["message"] for answer in answers} == {"The body may hold at most 1,048,576 bytes."}


def test_the_longest_answers_to_as_many_fields_as_a_file_may_have_columns_are_read(api_owner, math):
    body = {"task": "math", "answers": {f"q{number:049}": "é" * 100 for number in range(999)}}
    assert error_of(api_owner.post(PREDICTIONS, json.dumps(body), content_type="application/json"))["code"] == "invalid"


def test_more_answers_than_a_file_can_have_columns_are_refused_at_once(api_owner, math):
    body = {"task": "math", "answers": {f"answer-{number}": number for number in range(1001)}}
    fields = error_of(api_owner.post(PREDICTIONS, body, format="json"))["fields"]
    assert fields.keys() == {"answers"}


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json"])
def test_only_json_is_read(api_owner, kind):
    answer = api_owner.generic("POST", PREDICTIONS, "task=math", content_type=kind)
    assert (answer.status_code, error_of(answer)["code"]) == (415, "unsupported_media_type")


def test_only_json_is_written(api_owner):
    answer = api_owner.get(PREDICTIONS, HTTP_ACCEPT="text/html")
    assert (answer.status_code, error_of(answer)["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_a_method_that_is_not_there_is_refused(api_owner, method):
    answer = getattr(api_owner, method)(PREDICTIONS)
    assert (answer.status_code, error_of(answer)["code"]) == (405, "method_not_allowed")


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1/", "/api/v2/tasks/", "/api/v1/predictions/x/", "/api/v1/%00/"]
)
def test_an_unknown_address_is_answered_in_json(client, db, path):
    for answer in (client.get(path), client.post(path)):
        assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found")


def test_a_forgotten_slash_is_pointed_out(api_owner):
    assert "slash" in error_of(api_owner.post(PREDICTIONS.rstrip("/"), {}))["message"]


@pytest.mark.parametrize("pk", ["0", "987654", str(2**63), "9" * 400])
def test_an_id_that_nothing_has_is_not_found(api_owner, pk):
    answer = api_owner.get(f"{PREDICTIONS}{pk}/")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "not_found")


def test_no_token_is_answered_in_the_same_shape(client, db):
    answer = client.get(PREDICTIONS)
    assert (answer.status_code, error_of(answer)["code"]) == (401, "not_authenticated")


def test_a_foreign_host_is_answered_in_the_same_shape(client, db):
    answer = client.get(PREDICTIONS, HTTP_HOST="elsewhere.example")
    assert (answer.status_code, error_of(answer)["code"]) == (400, "bad_request")


def test_a_failure_of_ours_is_answered_in_the_same_shape(people, client_of, monkeypatch):
    monkeypatch.setattr(Student.objects, "current_for", lambda user: 1 / 0)
    client = APIClient(raise_request_exception=False, **client_of(people.owner)._credentials)
    client.defaults = client_of(people.owner).defaults
    answer = client.get("/api/v1/students/")
    assert (answer.status_code, error_of(answer)["code"]) == (500, "error")
    assert "division" not in answer.content.decode()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_cannot_be_used_is_told_with_when_to_try_again(people, client_of, monkeypatch, error):
    def fail(user):
        raise error("could not extend file: No space left on device")

    client = client_of(people.owner)
    monkeypatch.setattr(Student.objects, "current_for", fail)
    answer = client.get("/api/v1/students/")
    assert (answer.status_code, error_of(answer)["code"]) == (503, "database_unavailable")
    assert int(answer["Retry-After"]) > 0
    assert "device" not in answer.content.decode()


def test_pages_keep_their_own_errors(client, people):
    client.force_login(people.owner)
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


def test_nothing_was_stored_is_said_only_where_something_would_have_been(api_owner):
    read, written = api_owner.get("/api/v1/students/?nobody=1"), api_owner.post("/api/v1/students/", {"nobody": 1})
    assert read.json()["error"]["message"] == "See the message of each field."
    assert written.json()["error"]["message"] == "Nothing was stored; see the message of each field."


def test_a_number_of_too_many_digits_is_refused_in_our_own_words(api_owner):
    body = b'{"student": -' + b"9" * 5000 + b"}"
    answer = api_owner.post("/api/v1/predictions/", body, content_type="application/json")
    said = "A whole number in the body has 5,000 digits; at most 1,000 are understood."
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, said)


def allowed_of(answer):
    return {entry["field"]: entry.get("allowed") for entry in answer.json()["errors"]}


def test_what_an_answer_may_be_is_told_to_programs(api_owner, math):
    answers = {"gender": "martian", "reading_score": 101, "reading_scor": 1}
    told = allowed_of(api_owner.post(PREDICTIONS, {"task": "math", "answers": answers}, format="json"))
    assert "female" in told["answers.gender"]["choices"]
    assert told["answers.reading_score"] == {"minimum": 0, "maximum": 100}
    assert "reading_score" in told["answers.reading_scor"]["names"]


def test_what_a_filter_may_be_is_told_to_programs(api_owner):
    told = allowed_of(api_owner.get(PREDICTIONS, {"limit": 1000}))
    assert told == {"limit": {"minimum": 1, "maximum": 200}}
    assert "cursor" in allowed_of(api_owner.get(PREDICTIONS, {"curser": 1}))["curser"]["names"]


def test_what_a_part_inside_may_be_is_told_by_its_path(api_owner, classroom):
    body = {"classroom": classroom.pk, "name": "x" * 1000}
    assert allowed_of(api_owner.post("/api/v1/students/", body, format="json"))["name"]["max_length"] > 0
