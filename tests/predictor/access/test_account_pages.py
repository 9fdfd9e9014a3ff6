"""Logging in and out, changing one's password, and the pages for when something goes wrong."""

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults
from factories import PASSWORD

LOG_IN = {"username": "owner", "password": PASSWORD}


def test_log_in_leads_to_the_page_that_was_asked_for(client, people):
    answer = client.post(reverse("login"), LOG_IN | {"next": reverse("history")})
    assert answer["Location"] == reverse("history")
    assert client.get(reverse("home")).status_code == 200


def test_log_in_does_not_lead_to_another_site(client, people):
    answer = client.post(reverse("login"), LOG_IN | {"next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("home")


def test_a_wrong_password_is_refused_in_words(client, people):
    page = client.post(reverse("login"), LOG_IN | {"password": "wrong"})
    assert "Please correct this first" in page.text
    assert client.get(reverse("home")).status_code == 302


def test_too_many_wrong_passwords_lock_the_name_for_a_while(client, people, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        page = client.post(reverse("login"), LOG_IN | {"password": "wrong"})
    assert page.status_code == 429
    assert "Locked for a while" in page.text
    assert client.post(reverse("login"), LOG_IN).status_code == 429


def test_log_out_needs_a_post_and_ends_the_session(as_user, people):
    client = as_user(people.owner)
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout"))["Location"] == reverse("login")
    assert client.get(reverse("home")).status_code == 302


def test_a_page_that_is_still_open_after_its_session_is_led_to_the_log_in(client, db):
    part = {"HX-Request": "true", "HX-Current-URL": "http://testserver/jobs/7/?from=here"}
    answer = client.get("/jobs/7/", headers=part)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == reverse("login") + "?next=/jobs/7/%3Ffrom%3Dhere"


def test_a_part_that_does_not_say_where_it_stands_leads_back_to_itself(client, db):
    answer = client.get("/jobs/7/", headers={"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/x"})
    assert answer["HX-Redirect"] == reverse("login") + "?next=/jobs/7/"


def test_a_password_can_be_changed(as_user, people):
    new = "another long enough phrase"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = as_user(people.owner).post(reverse("password"), form, follow=True)
    assert "Your password was changed." in page.text
    assert User.objects.get(username="owner").check_password(new)


def test_a_weak_password_is_refused(as_user, people):
    form = {"old_password": PASSWORD, "new_password1": "password", "new_password2": "password"}
    page = as_user(people.owner).post(reverse("password"), form)
    assert "too common" in page.text
    assert User.objects.get(username="owner").check_password(PASSWORD)


def test_an_unknown_address_has_a_page_for_visitors_and_teachers(client, as_user, people):
    for who in (client, as_user(people.owner)):
        page = who.get("/nothing/here/")
        assert page.status_code == 404
        assert "Nothing here" in page.text


def test_a_stale_form_is_refused_in_words(people):
    client = Client(enforce_csrf_checks=True)
    page = client.post(reverse("login"), LOG_IN)
    assert page.status_code == 403
    assert "Please try that again" in page.text


@pytest.mark.parametrize(
    ("view", "words"), [(defaults.permission_denied, "Not for you"), (defaults.bad_request, "could not be read")]
)
def test_refusals_have_a_page_of_their_own(view, words, db):
    assert words in view(RequestFactory().get("/"), Exception()).content.decode()


def test_the_page_for_a_crash_needs_nothing_that_can_crash():
    page = defaults.server_error(RequestFactory().get("/"))
    assert b"Something went wrong" in page.content
    assert b"/static/css/tokens.css" in page.content


@pytest.fixture
def home_where(as_user, people, monkeypatch):
    """The first page of a teacher, where a function of the product fails."""

    def get(place, error):
        def fail(*args, **named):
            raise error

        client = as_user(people.owner)
        client.raise_request_exception = False
        monkeypatch.setattr(place, fail)
        return client.get(reverse("home"))

    return get


def test_a_page_that_crashes_is_answered_with_that_page(home_where):
    page = home_where("predictor.classes.home_view.page_of", ZeroDivisionError())
    assert page.status_code == 500
    assert "Something went wrong" in page.text


def test_a_page_that_the_database_fails_says_when_to_try_again(home_where):
    full = OperationalError("could not extend file: No space left on device")
    page = home_where("predictor.classes.home_view.page_of", full)
    assert (page.status_code, int(page["Retry-After"]) > 0) == (503, True)
    assert "Nothing that was already saved is lost" in page.text
    assert "cannot be reached" in page.text


def test_a_database_that_fails_before_any_page_is_told_as_well(home_where):
    session = "django.contrib.sessions.backends.db.SessionStore._get_session_from_db"
    assert home_where(session, OperationalError("connection refused")).status_code == 503
