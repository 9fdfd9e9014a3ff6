"""What answers tell a browser that it may do with them, and with the cookies of the site."""

import pytest
from django.test import Client
from django.urls import reverse
from factories import PASSWORD

from studentperf import cookies

pytestmark = pytest.mark.django_db
EVERYWHERE = ("/login/", "/nothing/", "/livez", "/api/v1/tasks/", "/api/v1/docs/")
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def over_tls(settings):
    """The settings of an installation with HTTPS=true."""
    for name, value in cookies.flags(https=True).items():
        setattr(settings, name, value)
    return Client()


def set_by(client, people, **how):
    """Every cookie of a log-in, a page, a choice of language and a message."""
    client.get("/login/", **how)
    client.post("/login/", {"username": people.owner.username, "password": PASSWORD}, **how)
    client.get(reverse("home"), **how)
    client.post(reverse("language"), {"language": "de", "next": "/"}, **how)
    return client.cookies.values()


@pytest.mark.parametrize("address", EVERYWHERE)
def test_no_other_site_may_use_an_answer_and_no_page_the_devices_of_a_browser(address, client):
    answer = client.get(address)
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    told = answer["Permissions-Policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "publickey-credentials-get=(self)"} <= set(told)


@pytest.mark.parametrize("address", ["/login/", "/nothing/", "/api/v1/tasks/"])
def test_a_page_loads_nothing_from_elsewhere_and_stands_in_no_other(address, client):
    answer = client.get(address)
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == answer["Referrer-Policy"] == "same-origin"


def test_no_other_site_reads_the_files_of_pages(settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    answer = Client().get("/static/css/tokens.css")
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_script_reads_a_cookie_and_no_other_site_sends_one(client, people):
    found = set_by(client, people)
    assert len(found) == 4
    assert {(one.key, one["httponly"], one["samesite"]) for one in found} == {(one.key, True, "Lax") for one in found}


def test_over_tls_a_cookie_never_goes_without(over_tls, people):
    found = set_by(over_tls, people, secure=True)
    assert [one.key for one in found if not one["secure"]] == []


def test_over_tls_no_neighbour_sets_a_log_in_or_the_token_of_forms(over_tls, people):
    """Browsers take a cookie of this prefix from this host alone: a page of another one of the school makes none."""
    found = {one.key: one for one in set_by(over_tls, people, secure=True)}
    for name in ("__Host-sessionid", "__Host-csrftoken"):
        assert (found[name]["path"], found[name]["domain"]) == ("/", "")
    assert {"sessionid", "csrftoken"} & set(found) == set()


def test_without_tls_names_stay_as_they_are():
    assert {"SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"} & set(cookies.flags(https=False)) == set()
