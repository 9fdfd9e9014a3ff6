"""A log-in ends with the browser, with time, and with the account; nothing brings it back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import PASSWORD

from predictor.api.authentication import tokens
from predictor.models import Session


def open_for(client):
    return client.get("/").status_code == 200


def age(**passed):
    """As if the log-ins of now had been so long ago."""
    ago = timedelta(**passed)
    for row in Session.objects.all():
        Session.objects.filter(pk=row.pk).update(begun=row.begun - ago, expire_date=row.expire_date - ago)


def used_again():
    """As if somebody had just asked for a page."""
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=1))


@pytest.fixture
def logged_in(people, client):
    client.post(reverse("login"), {"username": "owner", "password": PASSWORD})
    return client


def test_the_cookie_ends_with_the_browser(logged_in):
    cookie = logged_in.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert Session.objects.get().account == User.objects.get(username="owner").pk


def test_nothing_asked_for_a_while_logs_out(logged_in, settings):
    age(seconds=settings.SESSION_COOKIE_AGE + 1)
    assert not open_for(logged_in)


def test_whoever_goes_on_asking_stays_logged_in(logged_in, settings):
    for _ in range(3):
        age(seconds=settings.SESSION_COOKIE_AGE * 0.9)
        assert open_for(logged_in)


def test_not_every_page_writes_down_that_somebody_is_there(logged_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(50) as queries:
        assert open_for(logged_in)
    assert not [query for query in queries if not query["sql"].lstrip().startswith(("SELECT", "WITH first AS"))]


def test_after_a_day_of_work_one_logs_in_again_however_busy(logged_in, settings):
    age(hours=settings.SESSION_HOURS)
    used_again()
    assert not open_for(logged_in)
    logged_in.post(reverse("login"), {"username": "owner", "password": PASSWORD})
    assert open_for(logged_in)


def test_a_new_password_keeps_this_browser_and_ends_the_others(logged_in, as_user, people):
    elsewhere, new = as_user(people.owner), "another long enough phrase"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert logged_in.post(reverse("password"), form).status_code == 302
    assert (open_for(logged_in), open_for(elsewhere)) == (True, False)


def by_saving(user, admin, is_active):
    user.is_active = is_active
    user.save()


def by_update(user, admin, is_active):
    User.objects.filter(pk__in=[user.pk]).update(is_active=is_active)


def by_sql(user, admin, is_active):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE auth_user SET is_active = %s WHERE id = %s", [is_active, user.pk])


def by_the_page_of_people(user, admin, is_active):
    assert admin.post(reverse("person-activity", args=[user.pk]), {"reason": "x"}).status_code == 302


@pytest.mark.parametrize("door", [by_saving, by_update, by_sql, by_the_page_of_people])
def test_what_somebody_inactive_had_open_stays_closed_when_they_come_back(people, as_user, client_of, door):
    page, program, admin = as_user(people.owner), client_of(people.owner), as_user(people.admin)
    door(people.owner, admin, False)
    assert (open_for(page), program.get("/api/v1/tasks/").status_code) == (False, 401)
    door(people.owner, admin, True)
    assert User.objects.get(username="owner").is_active
    assert (open_for(page), program.get("/api/v1/tasks/").status_code) == (False, 401)


def test_others_stay_logged_in_meanwhile(people, as_user, client_of):
    page, program = as_user(people.colleague), client_of(people.colleague)
    User.objects.filter(username="owner").update(is_active=False)
    assert (open_for(page), program.get("/api/v1/tasks/").status_code) == (True, 200)


def test_a_change_that_leaves_somebody_active_ends_nothing(people, as_user, client_of):
    page, program = as_user(people.owner), client_of(people.owner)
    User.objects.update(is_active=True, first_name="Ada")
    assert (open_for(page), program.get("/api/v1/tasks/").status_code) == (True, 200)


def test_a_deleted_account_leaves_no_session(people, as_user):
    as_user(people.stranger)
    people.stranger.delete()
    assert not Session.objects.exists()


def test_a_page_that_was_under_way_does_not_bring_a_session_back(people, as_user):
    page = as_user(people.owner)
    under_way = page.session
    assert under_way["_auth_user_id"] == str(people.owner.pk)
    User.objects.update(is_active=False)
    under_way["typed"] = "something"
    with pytest.raises(UpdateError):
        under_way.save()
    assert not Session.objects.exists()


def test_no_token_is_given_to_somebody_who_was_made_inactive_meanwhile(people):
    User.objects.update(is_active=False)
    with pytest.raises(tokens.Refused):
        tokens.issue(people.owner)


def test_a_session_that_never_was_is_nobodys(db):
    client = Client()
    client.cookies["sessionid"] = "x" * 32
    assert not open_for(client)
