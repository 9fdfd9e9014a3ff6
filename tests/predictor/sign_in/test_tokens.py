"""Programs: a second factor is asked for there as well, or the token is made on a page."""

import pytest
from django.test import Client
from django.urls import reverse
from factories import PASSWORD
from rest_framework.test import APIClient

from predictor.access.limits import SECOND_FACTOR

ACCOUNT = {"username": "owner", "password": PASSWORD}


def ask(**more):
    return APIClient().post("/api/v1/token/", ACCOUNT | more, format="json")


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def opens(token):
    return APIClient(HTTP_AUTHORIZATION=f"Bearer {token}").get("/api/v1/tasks/").status_code


def test_a_password_alone_gives_no_token_where_there_is_a_second_factor(people, app_of):
    app_of(people.owner)
    assert code_of(ask()) == (401, "code_needed")
    assert not people.owner.auth_token_set.exists()


def test_the_code_beside_it_does_once(people, app_of):
    code = app_of(people.owner)()
    assert opens(ask(code=code).json()["token"]) == 200
    assert code_of(ask(code=code)) == (401, "wrong_code")


def test_a_recovery_code_does_once(people, app_of, recovery_codes):
    app_of(people.owner)
    code = recovery_codes(people.owner)[0]
    assert (ask(code=code).status_code, ask(code=code).status_code) == (201, 401)


def test_guesses_at_the_code_are_counted_together_with_the_page(people, app_of, client, log_in):
    code = app_of(people.owner)
    log_in(client)
    for number in range(SECOND_FACTOR.most - 1):
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
    assert code_of(ask(code="999999")) == (401, "wrong_code")
    assert code_of(ask(code=code())) == (429, "locked_out")


def test_an_address_of_one_account_stands_for_its_name(addressed):
    assert ask(username="Owner@school.example").status_code == 201


@pytest.fixture
def page(people, log_in):
    client = Client()
    log_in(client)
    return client


MADE = {"name": "Timetable", "scopes": ["read"], "days": "3"}


def test_a_token_is_made_on_the_page_and_shown_once(page, people):
    made = page.post(reverse("tokens"), MADE)
    token = made.context["new"]
    assert (opens(token), token in made.text, token in page.get(reverse("tokens")).text) == (200, True, False)


def test_a_token_is_ended_on_the_page(page, people):
    token = page.post(reverse("tokens"), MADE).context["new"]
    page.post(reverse("tokens"), {"token": people.owner.auth_token_set.get().digest})
    assert opens(token) == 401


def test_nobody_ends_the_token_of_somebody_else(page, people, client_of):
    client_of(people.colleague)
    page.post(reverse("tokens"), {"token": people.colleague.auth_token_set.get().digest})
    assert people.colleague.auth_token_set.count() == 1
