"""Whose accounts of a provider count, and what happens where it misbehaves or is not there."""

from dataclasses import replace

import pytest
from django.urls import reverse
from school_accounts import OWN, come_from

from predictor.sign_in.provider.protocol import claims_of


def test_accounts_of_another_domain_are_sent_away(client, school, addressed, settings):
    settings.OIDC = replace(school, domains=frozenset({"other.example"}))
    page = come_from(client, school.server, "17", **OWN)
    assert (page.status_code, "does not belong to your school" in page.text) == (403, True)


def test_accounts_of_the_domain_come_in(client, school, addressed, settings):
    settings.OIDC = replace(school, domains=frozenset({"school.example"}))
    assert come_from(client, school.server, "17", **OWN).status_code == 302


@pytest.mark.parametrize(
    ("claim", "status"), [({"tid": "T-1"}, 302), ({"hd": "t-1"}, 302), ({"tid": "t-2"}, 403), ({}, 403)]
)
def test_only_the_schools_tenant_comes_in(client, school, addressed, settings, claim, status):
    settings.OIDC = replace(school, tenants=frozenset({"t-1"}))
    assert come_from(client, school.server, "17", **OWN, **claim).status_code == status


def test_a_tenant_that_was_left_closes_what_was_connected(client, school, addressed, settings):
    come_from(client, school.server, "17", **OWN)
    settings.OIDC = replace(school, tenants=frozenset({"t-1"}))
    assert come_from(client, school.server, "17", **OWN).status_code == 403


def test_addresses_that_the_school_itself_gives_need_no_claim(client, school, addressed, settings):
    settings.OIDC = replace(school, domains=frozenset({"school.example"}), owns_addresses=True)
    assert come_from(client, school.server, "17", email=OWN["email"]).status_code == 302


def test_a_provider_that_is_not_there_is_told_in_words(client, settings, school, people):
    settings.OIDC = replace(school, server="http://127.0.0.1:9")
    page = client.get(reverse("openid_connect_login"))
    assert (page.status_code, "does not answer at the moment" in page.text) == (503, True)


@pytest.mark.parametrize("query", ["", "?code=made-up&state=made-up", "?error=access_denied", "?code=x"])
def test_what_did_not_begin_here_does_not_end_here(client, school, people, query):
    page = client.get(reverse("openid_connect_callback") + query)
    assert (page.status_code, "was not finished" in page.text) == (401, True)


def test_an_answer_meant_for_another_browser_opens_nothing(client, school, addressed):
    from django.test import Client

    answer = come_from(Client(), school.server, "17", **OWN)
    back = answer.wsgi_request.get_full_path()
    assert client.get(back).status_code == 401


@pytest.mark.parametrize(
    "told", [{}, {"id_token": {"sub": "1"}}, {"id_token": {"iss": "x", "sub": "1"}, "userinfo": {"sub": "2"}}]
)
def test_claims_about_nobody_or_two_people_are_refused(told):
    from allauth.socialaccount.providers.oauth2.client import OAuth2Error

    with pytest.raises(OAuth2Error):
        claims_of(told)


def test_the_signed_token_counts_before_what_is_told_beside_it():
    token, told = {"iss": "x", "sub": "1", "email": "a@x.example"}, {"sub": "1", "email": "b@x.example", "hd": "x"}
    assert claims_of({"id_token": token, "userinfo": told}) == {
        "iss": "x",
        "sub": "1",
        "email": "a@x.example",
        "hd": "x",
    }
