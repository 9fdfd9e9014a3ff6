"""A token opens what its scopes say, of that which whoever holds it may do anyway."""

import pytest
from django.urls import get_resolver
from rest_framework.test import APIClient

from predictor.api.authentication import scopes, tokens
from predictor.models import Prediction, Student, TokenGrant
from predictor.models.accounts.tokens import ALL_SCOPES, Scope

SAFE = ("get", "head", "options")


@pytest.fixture
def with_scopes():
    def make(user, *may):
        client = APIClient(HTTP_AUTHORIZATION=f"Bearer {tokens.issue(user, 'a program', may)[0]}")
        client.default_format = "json"
        return client

    return make


def refused(answer):
    return answer.status_code == 403 and answer.json()["error"]["code"] == "scope_missing"


def api_views():
    under = next(one for one in get_resolver().url_patterns if str(one.pattern).startswith("api/"))
    return {one.name: one.callback.cls for one in _flat(under) if hasattr(one.callback, "cls")}


def _flat(pattern):
    for one in pattern.url_patterns:
        yield from _flat(one) if hasattr(one, "url_patterns") else [one]


def test_every_address_that_changes_something_has_its_scope():
    changing = {
        name
        for name, view in api_views().items()
        if any(hasattr(view, method) for method in ("post", "put", "patch", "delete"))
    }
    assert changing - scopes.ALWAYS - {"api-nothing"} == set(scopes.CHANGING)


def test_what_needs_a_scope_to_be_read_is_an_address():
    assert set(scopes.READING) <= set(api_views())


def test_a_token_for_reading_reads_and_stores_nothing(people, student, answers, with_scopes):
    client = with_scopes(people.owner, Scope.READ)
    assert client.get(f"/api/v1/students/{student.pk}/").status_code == 200
    assert refused(client.post("/api/v1/predictions/", {"task": "math", "answers": answers}))
    assert refused(client.patch(f"/api/v1/students/{student.pk}/", {"name": "Another"}))
    assert not Prediction.objects.exists()


def test_the_refusal_names_the_scope_that_is_needed(people, with_scopes, student):
    answer = with_scopes(people.owner, Scope.READ).post(f"/api/v1/students/{student.pk}/results/", {})
    assert "“outcomes”" in answer.json()["error"]["message"]


def test_a_token_for_predicting_predicts_and_reads_no_list(people, math, answers, with_scopes):
    client = with_scopes(people.owner, Scope.PREDICT, Scope.SENSITIVE)
    assert client.post("/api/v1/predictions/", {"task": "math", "answers": answers}).status_code == 201
    assert refused(client.get("/api/v1/students/"))


def test_a_scope_gives_no_right_that_the_account_lacks(people, math, with_scopes):
    client = with_scopes(people.owner, *Scope)
    answer = client.get("/api/v1/people/")
    assert answer.status_code == 403
    assert not refused(answer)


def test_an_admin_without_the_scope_administers_nothing(people, math, with_scopes):
    client = with_scopes(people.admin, Scope.READ, Scope.WRITE)
    assert refused(client.get("/api/v1/people/"))
    assert refused(client.post("/api/v1/training-runs/", {"task": "math", "datasets": []}))
    assert client.get("/api/v1/model-versions/").status_code == 200


def test_any_token_can_be_given_back(people, with_scopes):
    client = with_scopes(people.owner, Scope.PREDICT)
    assert client.delete("/api/v1/token/").status_code == 204
    assert not TokenGrant.objects.exists()


def test_a_token_of_the_release_before_opens_everything(people, math, answers, with_scopes):
    client = with_scopes(people.owner, Scope.READ)
    TokenGrant.objects.all().delete()
    assert client.post("/api/v1/predictions/", {"task": "math", "answers": answers}).status_code == 201


def test_its_use_is_noted_once_an_hour(people, math, with_scopes, django_assert_num_queries):
    client = with_scopes(people.owner, Scope.READ)
    client.get("/api/v1/tasks/")
    first = TokenGrant.objects.get().last_used_at
    client.get("/api/v1/tasks/")
    assert first is not None
    assert TokenGrant.objects.get().last_used_at == first
    TokenGrant.objects.update(last_used_at=first - tokens.USED_ANEW * 2)
    client.get("/api/v1/tasks/")
    assert TokenGrant.objects.get().last_used_at >= first


CLOSED = {"gender", "race_ethnicity", "parental_education", "lunch"}


@pytest.fixture
def known(student, answers):
    """What is noted of the student in sensitive fields, too."""
    Student.objects.filter(pk=student.pk).update(known=answers)
    return {slug: answers[slug] for slug in CLOSED}


def test_without_its_scope_a_sensitive_field_is_one_that_is_not_there(people, student, known, with_scopes):
    opened, limited = (with_scopes(people.admin, *may) for may in (ALL_SCOPES, set(ALL_SCOPES) - {Scope.SENSITIVE}))
    where = f"/api/v1/students/{student.pk}/"
    assert opened.get(where).json()["known"].keys() >= CLOSED
    assert not limited.get(where).json()["known"].keys() & CLOSED
    refused, absurd = (limited.patch(where, {"known": {slug: "x"}}) for slug in ("lunch", "no_such_field"))
    assert (refused.status_code, refused.json()["code"]) == (absurd.status_code, absurd.json()["code"])


def test_what_a_token_does_not_show_still_goes_into_the_prediction(people, student, known, answers, with_scopes):
    asked = {"task": "math", "student": student.pk}
    limited = with_scopes(people.admin, Scope.PREDICT)
    given = limited.post("/api/v1/predictions/", asked | {"answers": _without(answers)}).json()
    opened = with_scopes(people.admin, Scope.PREDICT, Scope.SENSITIVE)
    assert given["value"] == opened.post("/api/v1/predictions/", asked | {"answers": answers}).json()["value"]
    assert not given["answers"].keys() & CLOSED


def _without(answers):
    return {slug: value for slug, value in answers.items() if slug not in CLOSED}


def test_an_answer_kept_for_another_token_shows_it_nothing(people, student, answers, with_scopes):
    body = {"task": "math", "student": student.pk, "answers": _without(answers)}
    opened, limited = (with_scopes(people.admin, Scope.PREDICT, *more) for more in ([Scope.SENSITIVE], []))
    first, again = (
        one.post("/api/v1/predictions/", body, headers={"Idempotency-Key": "k"}) for one in (opened, limited)
    )
    assert (first.status_code, again.json()["code"]) == (201, "answer_gone")
