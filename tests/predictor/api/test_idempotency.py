"""A creating call under a key creates once, whenever and however often it comes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from predictor.classes.work import delete_student
from predictor.models import AccessLine, KeptCall, Prediction, Standing, Student

ADDRESS = "/api/v1/predictions/"


@pytest.fixture
def ask(api_owner, math, answers, student):
    def ask(key="k-1", client=api_owner, **changed):
        body = {"task": "math", "answers": answers, "student": student.pk} | changed
        return client.post(ADDRESS, body, headers={"Idempotency-Key": key})

    return ask


def test_the_same_call_again_creates_nothing_and_is_answered_the_same(ask):
    first, again = ask(), ask()
    assert (first.status_code, first.content, first["Location"]) == (201, again.content, again["Location"])
    assert (again.status_code, again["Idempotency-Replayed"]) == (201, "true")
    assert Prediction.objects.count() == 1


def test_another_key_is_another_call(ask):
    assert ask("k-1").json()["id"] != ask("k-2").json()["id"]


def test_without_a_key_every_call_counts(api_owner, math, answers):
    for _ in range(2):
        assert api_owner.post(ADDRESS, {"task": "math", "answers": answers}).status_code == 201
    assert (Prediction.objects.count(), KeptCall.objects.count()) == (2, 0)


def test_a_key_cannot_stand_for_another_body(ask):
    ask()
    refused = ask(answers={})
    assert (refused.status_code, refused.json()["code"]) == (422, "key_reused")
    assert Prediction.objects.count() == 1


def test_a_key_counts_for_its_user(ask, api_colleague):
    ask()
    assert ask(client=api_colleague, student=None).status_code == 201
    assert Prediction.objects.count() == 2


def test_what_is_refused_may_be_mended_under_the_same_key(ask, answers):
    assert ask(answers={"gender": "martian"}).status_code == 400
    assert ask(answers=answers).status_code == 201


@pytest.mark.parametrize("key", ["", "with space", "é".encode().decode("latin-1"), "x" * 256])
def test_a_key_is_printable_and_not_long(ask, key):
    refused = ask(key)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "Idempotency-Key")
    assert not Prediction.objects.exists()


def test_after_a_day_a_key_is_free_again(ask):
    ask()
    KeptCall.objects.update(made_at=timezone.now() - timedelta(hours=25))
    assert "Idempotency-Replayed" not in ask()
    assert (Prediction.objects.count(), KeptCall.objects.count()) == (2, 1)


def test_whoever_lost_rights_is_not_shown_the_answer_again(ask, people):
    ask()
    Standing.objects.update_or_create(user=people.owner, defaults={"roles": ["data_manager", "teacher"]})
    refused = ask()
    assert (refused.status_code, refused.json()["code"]) == (409, "answer_gone")
    assert Prediction.objects.count() == 1


def test_the_answer_goes_with_the_student(ask, student):
    ask()
    body = {"student": student.pk}
    delete_student(Student.objects.get())
    assert student.name not in KeptCall.objects.get().content
    assert KeptCall.objects.get().students == []
    assert ask(**body).json()["code"] == "answer_gone"


def test_a_repeated_answer_is_a_look_at_its_student(ask, student):
    ask()
    ask()
    assert list(AccessLine.objects.order_by("pk").values_list("act", "students")) == [
        ("predicted", [student.pk]),
        ("saw", [student.pk]),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_create_once(ask):
    def one(_):
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(one, range(4)))
    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert Prediction.objects.count() == 1


def test_an_answer_that_one_has_is_not_sent_again(api_owner, api_predicted):
    where = f"{ADDRESS}{api_predicted['id']}/"
    first = api_owner.get(where)
    again = api_owner.get(where, headers={"If-None-Match": f'"other", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert api_owner.get(where, headers={"If-None-Match": '"other"'}).content == first.content


def test_an_answer_that_changed_is_sent(api_owner, student):
    first = api_owner.get("/api/v1/students/")
    student.name = "Changed"
    student.save()
    again = api_owner.get("/api/v1/students/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.json()["results"][0]["name"]) == (200, "Changed")


def test_tokens_are_kept_nowhere(api_owner):
    body = {"name": "Timetable", "scopes": ["read"]}
    first, second = (api_owner.post("/api/v1/tokens/", body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert first.json()["token"] != second.json()["token"]
    assert not KeptCall.objects.exists()
