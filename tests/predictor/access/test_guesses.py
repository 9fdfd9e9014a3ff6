"""Guessing is stopped, at a name, from an address, behind an open page; teachers at their own computer get in."""

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from factories import PASSWORD
from rest_framework.test import APIClient

SCHOOL = "203.0.113.9"
LIMIT = 3
NEW = "another long enough phrase"


@pytest.fixture(autouse=True)
def few_guesses(settings):
    settings.AXES_FAILURE_LIMIT = LIMIT


def log_in(client, name="owner", password=PASSWORD, address=SCHOOL):
    return client.post(reverse("login"), {"username": name, "password": password}, REMOTE_ADDR=address).status_code


def guess(client, times=LIMIT, **where):
    return [log_in(client, password=f"wrong {number}", **where) for number in range(times)]


@pytest.fixture
def own_computer(people):
    """A browser in which the owner logged in before, and out again."""
    client = Client()
    assert log_in(client) == 302
    client.post(reverse("logout"))
    return client


def test_pupils_at_the_same_address_do_not_lock_the_teacher_out(own_computer):
    assert guess(Client(), 5 * LIMIT)[-1] == 429
    assert log_in(own_computer) == 302


def test_a_teacher_gets_in_at_their_computer_from_any_address(own_computer):
    guess(Client(), address="198.51.100.1")
    assert log_in(own_computer, address="198.51.100.1") == 302


def test_that_the_teacher_got_in_gives_the_pupils_no_further_guesses(own_computer):
    guess(Client())
    log_in(own_computer)
    assert log_in(Client()) == 429


def test_guesses_at_the_teachers_own_computer_are_stopped_as_well(own_computer):
    assert guess(own_computer) == [200, 200, 429]
    assert log_in(own_computer) == 429
    assert log_in(Client()) == 302


def test_a_guesser_cannot_go_on_with_other_addresses_for_ever(people):
    addresses = [f"198.51.100.{number}" for number in range(1, 40)]
    answers = [guess(Client(), LIMIT - 1, address=address) for address in addresses]
    assert answers[0] == [200, 200]
    assert answers[-1] == [429, 429]
    assert sum(row.failures_since_start for row in AccessAttempt.objects.all()) == 10 * LIMIT


def test_guesses_from_everywhere_do_not_stop_a_computer_that_is_known(own_computer):
    for number in range(1, 40):
        guess(Client(), LIMIT - 1, address=f"198.51.100.{number}")
    assert (log_in(Client(), address="198.51.100.99"), log_in(own_computer)) == (429, 302)


def test_a_computer_is_known_for_those_who_used_it_only(own_computer, people):
    guess(Client(), name="colleague")
    assert log_in(own_computer, name="colleague") == 429


def test_staff_who_share_a_computer_are_both_known_there(own_computer, people):
    assert log_in(own_computer, name="colleague") == 302
    own_computer.post(reverse("logout"))
    for name in ("owner", "colleague"):
        guess(Client(), name=name)
        assert log_in(own_computer, name=name) == 302
        own_computer.post(reverse("logout"))


def test_nobody_can_make_the_cookie_or_take_it_for_another_name(own_computer, people):
    (name,) = [name for name in own_computer.cookies if name.startswith("device-")]
    assert own_computer.cookies[name]["httponly"]
    for cookie, value in ((name, "made up"), (name, f"x{own_computer.cookies[name].value}")):
        pupil = Client()
        pupil.cookies[cookie] = value
        assert guess(pupil, 2 * LIMIT)[-1] == 429


def test_guessing_on_while_locked_out_does_not_make_it_longer(people):
    guess(Client())
    before = AccessAttempt.objects.get().attempt_time
    guess(Client())
    assert AccessAttempt.objects.get().attempt_time == before


def test_the_api_counts_like_the_page(own_computer):
    account = {"username": "owner", "password": "wrong"}
    answers = [APIClient(REMOTE_ADDR=SCHOOL).post("/api/v1/token/", account, format="json") for _ in range(LIMIT)]
    assert answers[-1].status_code == log_in(Client()) == 429
    assert log_in(own_computer) == 302


def change_password(client, old):
    form = {"old_password": old, "new_password1": NEW, "new_password2": NEW}
    return client.post(reverse("password"), form, REMOTE_ADDR=SCHOOL)


def test_whoever_finds_an_open_page_cannot_guess_the_old_password(own_computer, people):
    log_in(own_computer)
    answers = [change_password(own_computer, f"wrong {number}").status_code for number in range(LIMIT)]
    assert answers == [200, 200, 429]
    assert "Locked for a while" in change_password(own_computer, PASSWORD).text
    people.owner.refresh_from_db()
    assert people.owner.check_password(PASSWORD)


def test_an_old_password_that_is_mistyped_is_told_beside_it(owner):
    assert "Your old password was entered incorrectly" in change_password(owner, "wrong").text
    assert change_password(owner, PASSWORD).status_code == 302


def test_no_password_is_kept_with_a_failure(owner):
    change_password(owner, "nearly-right-secret")
    kept = AccessAttempt.objects.get()
    assert "old_password" in kept.post_data
    assert "nearly-right-secret" not in kept.post_data + kept.get_data
    assert NEW not in kept.post_data


def test_the_form_of_djangos_admin_is_the_same_one(admin):
    assert admin.get(reverse("admin:password_change"))["Location"] == reverse("password")
