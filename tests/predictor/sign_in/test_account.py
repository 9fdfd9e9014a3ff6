"""One's own account: where one is logged in, and ending it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from predictor.models import Session

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def here(people, log_in):
    client = Client(HTTP_USER_AGENT=FIREFOX)
    log_in(client)
    return client


@pytest.fixture
def phone(people, log_in):
    client = Client(HTTP_USER_AGENT=PHONE)
    log_in(client)
    return client


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def place(client, browser):
    return next(one for one in client.get(reverse("account")).context["places"] if one.browser == browser)


def test_every_log_in_is_listed_with_its_kind_of_browser(here, phone):
    page = here.get(reverse("account")).text
    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page
    assert "130" not in page
    assert (place(here, "Firefox, Linux").is_this, place(here, "Safari, iPhone").is_this) == (True, False)


def test_no_key_of_a_session_stands_on_the_page(here, phone):
    page = here.get(reverse("account")).text
    assert not [row.session_key for row in Session.objects.all() if row.session_key in page]


def test_one_is_ended_and_the_others_stay(here, phone):
    here.post(reverse("log-in-end"), {"place": place(here, "Safari, iPhone").mark})
    assert (is_in(here), is_in(phone)) == (True, False)


def test_all_others_are_ended_at_once(here, phone, log_in):
    third = Client()
    log_in(third)
    assert "2 other log-ins are ended." in here.post(reverse("log-in-end"), follow=True).text
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, False)


def test_nobody_ends_the_log_in_of_somebody_else(here, as_user, people):
    other = as_user(people.colleague)
    other.post(reverse("log-in-end"), {"place": place(here, "Firefox, Linux").mark})
    other.post(reverse("log-in-end"))
    assert is_in(here)


def test_an_address_of_one_account_logs_in_and_guesses_count_for_its_name(client, addressed, log_in, settings):
    settings.AXES_FAILURE_LIMIT = 3
    assert log_in(Client(), name="Owner@school.example").status_code == 302
    for number in range(3):
        log_in(client, name=("owner", addressed.email)[number % 2], password="wrong")
    assert (log_in(client).status_code, log_in(client, name=addressed.email).status_code) == (429, 429)


def test_an_address_of_two_accounts_logs_nobody_in(client, addressed, people, log_in):
    User.objects.filter(pk=people.colleague.pk).update(email=addressed.email)
    assert log_in(client, name=addressed.email).status_code == 200
    assert log_in(client, name="owner").status_code == 302


def test_a_user_name_that_looks_like_an_address_comes_first(client, addressed, log_in):
    User.objects.create_user(addressed.email, password="of the other one, long enough")
    assert log_in(client, name=addressed.email).status_code == 200
    assert log_in(client, name=addressed.email, password="of the other one, long enough").status_code == 302
