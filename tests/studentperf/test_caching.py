"""No answer of the product is kept by a browser or a proxy; files for browsers are."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from factories import PASSWORD
from rest_framework.test import APIClient

KEYS = {"slug": "math", "task_slug": "math", "candidate": "linear"}


def addresses(resolver=None, before="/"):
    """Every address of the product, its admin and its API, with numbers where it wants some."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield before + _filled(pattern)
        else:
            yield from addresses(pattern, before + str(pattern.pattern).lstrip("^"))


def _filled(pattern):
    text = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        text = text.replace(f"<{'' if kind == 'string' else kind + ':'}{name}>", str(KEYS.get(name, 1)))
    return text.lstrip("^").removesuffix("$")


@pytest.fixture
def everywhere(db):
    found = sorted(set(addresses()))
    assert len(found) > 60
    return [address for address in found if "static" not in address]


@pytest.mark.parametrize(("who", "method"), [("admin", "get"), (None, "get"), (None, "post")])
def test_no_page_is_kept(everywhere, people, measured, student, who, method):
    client, kept = Client(raise_request_exception=False), []
    for address in everywhere:
        if who:
            client.force_login(getattr(people, who))
        answer = getattr(client, method)(address)
        if answer["Cache-Control"] != "no-store" or answer.has_header("ETag"):
            kept.append(address)
    assert kept == []


def test_no_answer_of_the_api_is_kept(everywhere, people, measured, student):
    token = APIClient().post("/api/v1/token/", {"username": "owner", "password": PASSWORD}, format="json")
    assert token["Cache-Control"] == "no-store"
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {token.json()['token']}")
    asked = [address for address in everywhere if address.startswith("/api/v1/")]
    assert len(asked) >= 10
    assert {client.get(address)["Cache-Control"] for address in asked} == {"no-store"}


@pytest.mark.parametrize("headers", [{"if-none-match": '"x"'}, {"if-modified-since": "Sat, 29 Oct 2044 19:43:31 GMT"}])
def test_a_browser_that_asks_whether_its_copy_is_new_gets_the_page(client, people, headers):
    client.force_login(people.owner)
    answer = client.get("/", headers=headers)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_a_crash_is_not_kept_either(people, monkeypatch):
    monkeypatch.setattr("predictor.classes.home_view.page_of", lambda *args, **named: 1 / 0)
    client = Client(raise_request_exception=False)
    client.force_login(people.owner)
    answer = client.get("/")
    assert (answer.status_code, answer["Cache-Control"]) == (500, "no-store")


def test_files_for_browsers_are_kept(client, settings):
    settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = True, True
    assert "no-store" not in Client().get("/static/css/tokens.css").get("Cache-Control", "")
