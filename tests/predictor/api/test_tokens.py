"""Tokens: given for a password, sent with every request, ended by time, log-out or lock-out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import PASSWORD
from knox.models import AuthToken
from rest_framework.test import APIClient

ADDRESS = "/api/v1/token/"


def log_in(username: str = "owner", password: str = PASSWORD):
    return APIClient().post(ADDRESS, {"username": username, "password": password}, format="json")


def ask(authorization: str):
    return APIClient(HTTP_AUTHORIZATION=authorization).get("/api/v1/tasks/")


def test_a_password_gives_a_token_that_opens_the_api(people):
    answer = log_in()
    assert answer.status_code == 201
    assert ask(f"Bearer {answer.json()['token']}").status_code == 200


def test_the_word_token_is_understood_like_bearer(people):
    assert ask(f"Token {log_in().json()['token']}").status_code == 200


def test_the_token_itself_is_not_stored(people):
    token = log_in().json()["token"]
    row = AuthToken.objects.get(user=people.owner)
    assert token not in (row.digest, row.token_key)


def test_a_wrong_password_gives_no_token(people):
    answer = log_in(password="wrong")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "wrong_credentials")
    assert not AuthToken.objects.exists()


def test_an_unknown_name_is_answered_like_a_wrong_password(people):
    unknown, wrong = (log_in(name, "wrong") for name in ("nobody", "owner"))
    assert unknown.status_code == wrong.status_code
    assert unknown.json()["error"]["message"] == wrong.json()["error"]["message"]


def test_somebody_inactive_gets_no_token(people):
    people.owner.is_active = False
    people.owner.save()
    assert log_in().status_code == 401


def test_repeated_failures_lock_out_even_the_right_password(people, settings):
    settings.AXES_FAILURE_LIMIT = 3
    assert [log_in(password="wrong").status_code for _ in range(3)] == [401, 401, 429]
    answer = log_in()
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "locked_out")
    assert int(answer["Retry-After"]) > 0


def test_a_lock_out_is_of_one_name_only(people, settings):
    settings.AXES_FAILURE_LIMIT = 1
    log_in(password="wrong")
    assert log_in(username="colleague").status_code == 201


def test_logging_out_ends_this_token_and_no_other(people):
    first, second = (log_in().json()["token"] for _ in range(2))
    assert APIClient(HTTP_AUTHORIZATION=f"Bearer {first}").delete(ADDRESS).status_code == 204
    assert [ask(f"Bearer {token}").status_code for token in (first, second)] == [401, 200]


def test_an_expired_token_is_refused(people):
    token = log_in().json()["token"]
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert ask(f"Bearer {token}").status_code == 401


def test_expired_tokens_are_swept_at_the_next_log_in(people):
    log_in()
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    log_in()
    assert AuthToken.objects.count() == 1


def test_the_token_of_somebody_made_inactive_is_refused(people):
    token = log_in().json()["token"]
    people.owner.is_active = False
    people.owner.save()
    assert ask(f"Bearer {token}").status_code == 401


def test_a_user_has_so_many_tokens_and_the_oldest_makes_room(people, settings):
    settings.API_TOKENS_PER_USER = 2
    given = [log_in().json()["token"] for _ in range(4)]
    assert [ask(f"Bearer {token}").status_code for token in given] == [401, 401, 200, 200]


def test_the_tokens_of_others_do_not_count(people, settings):
    settings.API_TOKENS_PER_USER = 1
    given = [log_in(name).json()["token"] for name in ("owner", "colleague")]
    assert [ask(f"Bearer {token}").status_code for token in given] == [200, 200]


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Bearer x y", "Bearer \xff\xfe", "Basic b3duZXI6eA=="]
)
def test_what_is_no_token_is_refused_with_the_scheme_to_use(db, authorization):
    answer = ask(authorization)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_asking_with_a_token_writes_nothing(api_owner, django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        api_owner.get("/api/v1/classrooms/")
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_an_address_that_logs_in_too_often_must_wait(people, settings):
    settings.API_LOGINS_PER_MINUTE = 0
    answer = log_in()
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "throttled")


def test_a_user_who_asks_too_often_must_wait(api_owner, settings):
    settings.API_REQUESTS_PER_MINUTE = 0
    answer = api_owner.get("/api/v1/tasks/")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


@pytest.mark.parametrize("door", ["page", "admin", "command"])
def test_a_new_password_ends_every_token(people, client, door):
    token, new = log_in().json()["token"], "another long enough phrase"
    client.force_login(people.admin if door == "admin" else people.owner)
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    if door == "page":
        client.post(reverse("password"), typed)
    elif door == "admin":
        chosen = {"password1": new, "password2": new, "usable_password": "true"}
        client.post(reverse("admin:auth_user_password_change", args=[people.owner.pk]), chosen)
    else:
        people.owner.set_password(new)
        people.owner.save()
    assert (log_in(password=new).status_code, ask(f"Bearer {token}").status_code) == (201, 401)


def test_a_new_password_leaves_the_tokens_of_others_alone(people):
    token = log_in("colleague").json()["token"]
    people.owner.set_password("another long enough phrase")
    people.owner.save()
    assert ask(f"Bearer {token}").status_code == 200


def test_a_better_hash_of_the_same_password_ends_no_token(people, settings):
    token = log_in().json()["token"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    log_in()
    assert ask(f"Bearer {token}").status_code == 200
