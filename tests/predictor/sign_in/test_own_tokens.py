"""Tokens with a name: made and ended over the API and on a page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from page_words import words
from rest_framework.test import APIClient

from predictor.api.authentication import tokens
from predictor.models import TokenGrant
from predictor.models.accounts.tokens import Scope

ADDRESS = "/api/v1/tokens/"
NEW = {"name": "Timetable", "scopes": ["read", "predict"]}


def opens(token):
    return APIClient(HTTP_AUTHORIZATION=f"Bearer {token}").get("/api/v1/tasks/").status_code


def test_one_that_is_made_is_shown_once_and_works(api_owner):
    made = api_owner.post(ADDRESS, NEW)
    assert (made.status_code, opens(made.json()["token"])) == (201, 200)
    listed = api_owner.get(ADDRESS).json()["results"]
    assert [(row["name"], row["scopes"], row["is_this"]) for row in listed] == [
        ("Timetable", ["read", "predict"], False),
        ("", [str(scope) for scope in Scope], True),
    ]
    assert all("token" not in row for row in listed)


def test_it_may_do_no_more_than_the_one_that_made_it(people):
    token, _ = tokens.issue(people.owner, "small", [Scope.READ, Scope.WRITE])
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token}")
    refused = client.post(ADDRESS, NEW, format="json")
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, ["scopes"])
    assert TokenGrant.objects.count() == 1


def test_it_lasts_no_longer_than_the_one_that_made_it(people):
    token, made = tokens.issue(people.owner, "short", list(Scope), timezone.now() + timedelta(hours=1))
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token}")
    client.post(ADDRESS, NEW | {"days": 30}, format="json")
    assert TokenGrant.objects.get(name="Timetable").token.expiry <= made.token.expiry


def test_one_that_is_ended_opens_nothing(api_owner):
    made = api_owner.post(ADDRESS, NEW).json()
    assert api_owner.delete(f"{ADDRESS}{made['id']}/").status_code == 204
    assert opens(made["token"]) == 401


def test_nobody_ends_or_sees_those_of_others(api_owner, api_colleague):
    made = api_owner.post(ADDRESS, NEW).json()
    assert api_colleague.delete(f"{ADDRESS}{made['id']}/").status_code == 404
    assert made["id"] not in [row["id"] for row in api_colleague.get(ADDRESS).json()["results"]]
    assert opens(made["token"]) == 200


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"scopes": ["all"]}, {"name": " "}, {"days": 0}, {"more": 1}])
def test_a_wrong_wish_is_refused_by_field(api_owner, wrong):
    answer = api_owner.post(ADDRESS, NEW | wrong)
    assert answer.status_code == 400
    assert next(iter(wrong)) in next(iter(answer.json()["error"]["fields"]))


def test_log_ins_push_out_no_token_with_a_name(people, settings):
    settings.API_TOKENS_PER_USER = 2
    named, _ = tokens.issue(people.owner, "Timetable")
    first, second = (tokens.issue(people.owner)[0] for _ in range(2))
    assert [opens(token) for token in (named, first, second)] == [200, 401, 200]


def test_more_with_names_than_there_may_be_are_refused(api_owner, settings, people):
    settings.API_TOKENS_PER_USER = 2
    assert [api_owner.post(ADDRESS, NEW).status_code for _ in range(2)] == [201, 201]
    assert list(TokenGrant.objects.values_list("name", flat=True)) == ["Timetable"] * 2


@pytest.fixture
def page(people, log_in):
    client = Client()
    log_in(client)
    return client


def test_the_page_makes_one_for_what_is_ticked(page, people):
    shown = words(page.post(reverse("tokens"), {"name": "Sheets", "scopes": ["read"], "days": "3"}))
    assert "It is shown only now" in shown
    row = TokenGrant.objects.get()
    assert (row.name, row.scopes) == ("Sheets", ["read"])
    assert row.token.expiry < timezone.now() + timedelta(days=4)
    assert "May read what you see." in shown


@pytest.mark.parametrize("sent", ["\0", "x" * 5000, "\u202e"])
def test_what_is_no_token_ends_none(page, people, sent):
    tokens.issue(people.owner, "Sheets")
    assert page.post(reverse("tokens"), {"token": sent})["Location"] == reverse("tokens")
    assert TokenGrant.objects.filter(name="Sheets").exists()


def test_the_page_asks_for_a_name_and_offers_no_administering_to_a_teacher(page):
    answer = page.post(reverse("tokens"), {"name": "", "scopes": ["admin"], "days": "9"})
    assert answer.status_code == 400
    assert not TokenGrant.objects.exists()
    assert "administer" not in words(page.get(reverse("tokens")))


def test_the_page_says_that_there_are_too_many_with_names(page, people, settings):
    settings.API_TOKENS_PER_USER = 1
    tokens.issue(people.owner, "Timetable")
    answer = page.post(reverse("tokens"), {"name": "Sheets", "scopes": ["read"], "days": "3"})
    assert answer.status_code == 400
    assert "End one first." in words(answer)
