"""A second factor is asked for at every door, a code counts once, and guesses at it end."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse
from factories import PASSWORD

from predictor.access.limits import SECOND_FACTOR
from predictor.models import Session

CODE = "mfa_authenticate"


def is_in(client):
    return client.get(reverse("home")).status_code == 200


@pytest.fixture
def code(people, app_of):
    return app_of(people.owner)


@pytest.fixture
def half_way(client, code, log_in):
    """A browser in which the password was given, and no code yet."""
    assert log_in(client)["Location"] == reverse(CODE)
    return client


def test_a_password_alone_does_not_log_in(half_way):
    assert not is_in(half_way)
    assert not Session.objects.exclude(account=None).exists()


def test_the_code_of_the_app_does(half_way, code):
    assert half_way.post(reverse(CODE), {"code": code()})["Location"] == reverse("home")
    assert is_in(half_way)


def test_it_leads_to_the_page_that_was_asked_for(client, code, log_in):
    log_in(client, next=reverse("history"))
    assert client.post(reverse(CODE), {"code": code()})["Location"] == reverse("history")


def test_a_wrong_code_is_refused_in_words(half_way):
    page = half_way.post(reverse(CODE), {"code": "000000"})
    assert "This code is not right" in page.text
    assert not is_in(half_way)


def test_a_code_counts_once_in_all_processes(half_way, code, log_in):
    from django.core.cache import cache

    used = code()
    half_way.post(reverse(CODE), {"code": used})
    cache.clear()  # as in another process, which has a cache of its own
    other = Client()
    log_in(other)
    assert "or was used already" in other.post(reverse(CODE), {"code": used}).text
    assert not is_in(other)


@pytest.mark.parametrize("written", ["{}-{}", "{}.{}", "({}{})"])
def test_the_same_code_written_otherwise_is_no_other_code(half_way, code, log_in, written):
    from django.core.cache import cache

    used = code()
    half_way.post(reverse(CODE), {"code": used})
    cache.clear()
    other = Client()
    log_in(other)
    other.post(reverse(CODE), {"code": written.format(used[:3], used[3:])})
    assert not is_in(other)


def test_a_recovery_code_counts_once(half_way, people, recovery_codes, log_in):
    used = recovery_codes(people.owner)[0]
    half_way.post(reverse(CODE), {"code": f" {used[:4]} {used[4:]} "})
    assert is_in(half_way)
    assert used not in recovery_codes(people.owner)
    other = Client()
    log_in(other)
    other.post(reverse(CODE), {"code": used})
    assert not is_in(other)


def test_guesses_at_the_code_end_for_the_account_wherever_they_come_from(half_way, code, log_in):
    for number in range(SECOND_FACTOR.most):
        half_way.post(reverse(CODE), {"code": f"{number:06}"}, REMOTE_ADDR=f"198.51.100.{number}")
    other = Client(REMOTE_ADDR="203.0.113.77")
    log_in(other)
    assert "Too many wrong codes" in other.post(reverse(CODE), {"code": code()}).text
    assert not is_in(other)


def test_recovery_codes_cannot_be_guessed_on_after_codes_of_the_app(half_way, people, recovery_codes):
    for number in range(SECOND_FACTOR.most):
        half_way.post(reverse(CODE), {"code": f"{number:06}"})
    right = recovery_codes(people.owner)[0]
    assert "Too many wrong codes" in half_way.post(reverse(CODE), {"code": right}).text
    assert right in recovery_codes(people.owner)


def test_the_lock_opens_with_time(half_way, code):
    for number in range(SECOND_FACTOR.most + 1):
        half_way.post(reverse(CODE), {"code": f"{number:06}"})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE predictor_tried SET ends = now() - interval '1 second'")
    half_way.post(reverse(CODE), {"code": code()})
    assert is_in(half_way)


def test_a_right_code_takes_the_count_back(half_way, code, people):
    half_way.post(reverse(CODE), {"code": "000000"})
    half_way.post(reverse(CODE), {"code": code()})
    assert SECOND_FACTOR.allows(people.owner.pk)
    assert not SECOND_FACTOR.is_reached(people.owner.pk)


def test_whoever_stops_before_the_code_can_begin_again(half_way):
    assert half_way.post(reverse("logout"))["Location"] == reverse("login")
    assert half_way.get(reverse(CODE))["Location"] == reverse("login")


def test_secrets_of_apps_are_not_kept_as_they_are(people, code):
    kept = Authenticator.objects.get(user=people.owner, type="totp").data["secret"]
    assert len(kept) > 100


def test_an_app_kept_under_a_key_that_is_gone_opens_nothing_and_crashes_nothing(half_way, code, settings):
    settings.SECRET_KEY = "another key of another installation, long enough"
    assert half_way.get(reverse(CODE)).status_code in (200, 302)


def test_changing_factors_asks_once_more_who_it_is(as_user, people):
    page = as_user(people.owner)  # logged in long ago, as far as anybody can see
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "tokens"):
        assert page.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate")), name


def test_whoever_has_just_logged_in_is_not_asked_again(client, people, log_in):
    log_in(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_that_question_counts_wrong_passwords_like_the_log_in(as_user, people, settings):
    settings.AXES_FAILURE_LIMIT = 3
    page = as_user(people.owner)
    where = reverse("account_reauthenticate")
    page.get(where)  # and the browser is one that is known
    answers = [page.post(where, {"password": f"wrong {number}"}).status_code for number in range(3)]
    assert answers == [200, 200, 429]
    assert page.post(where, {"password": PASSWORD}).status_code == 429


def test_an_app_is_set_up_with_recovery_codes_beside_it(client, people, log_in):
    import time

    from allauth.mfa.totp.internal import auth as totp

    log_in(client)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[totp.SECRET_SESSION_KEY]
    shown = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    page = client.post(reverse("mfa_activate_totp"), {"code": shown}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    kept = set(Authenticator.objects.filter(user=people.owner).values_list("type", flat=True))
    assert kept == {"totp", "recovery_codes"}


def test_the_code_by_which_an_app_was_set_up_logs_nobody_in(client, people, log_in):
    import time

    from allauth.mfa.totp.internal import auth as totp

    log_in(client)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[totp.SECRET_SESSION_KEY]
    shown = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    client.post(reverse("mfa_activate_totp"), {"code": shown})
    other = Client()
    log_in(other)
    other.post(reverse(CODE), {"code": shown})
    assert not is_in(other)
