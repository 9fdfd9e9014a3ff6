"""What somebody signs in with: an admin takes it away with a reason, and its owner hears of it."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from predictor.api.authentication import tokens
from predictor.models import RoleChange


@pytest.fixture
def phone(people):
    people.owner.email = "owner@school.example"
    people.owner.save()
    return Authenticator.objects.create(user=people.owner, type="totp", data={})


@pytest.fixture
def where(people):
    return reverse("person-ways", args=[people.owner.pk])


@pytest.mark.parametrize(("who", "status"), [("owner", 404), ("stranger", 404), ("admin", 200)])
def test_it_opens_for_admins_only(who, status, as_user, people, where):
    assert as_user(getattr(people, who)).get(where).status_code == status


def test_a_lost_phone_is_taken_away_and_the_owner_told(
    admin, people, phone, where, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = admin.post(where, {"way": "second_factors", "reason": "Lost on the bus."}, follow=True).text
    assert not Authenticator.objects.filter(user=people.owner).exists()
    assert "The second factors are taken away." in page
    (change,) = RoleChange.objects.filter(account=people.owner.pk)
    assert (change.who, change.why, change.after["taken"]) == ("admin", "Lost on the bus.", "second_factors")
    assert "Second factors taken away" in admin.get(reverse("person", args=[people.owner.pk])).text


def test_log_ins_and_tokens_end_and_the_second_factor_stays(admin, as_user, people, phone, where):
    at_home = as_user(people.owner)
    tokens.issue(people.owner)
    assert "Logged in at 1 place. 1 token lets a program in." in " ".join(admin.get(where).text.split())
    admin.post(where, {"way": "log_ins", "reason": "A stolen laptop."})
    assert at_home.get(reverse("home")).status_code == 302
    assert not tokens.of(people.owner).exists()
    assert Authenticator.objects.filter(user=people.owner).exists()


def test_without_a_reason_nothing_is_taken(admin, people, phone, where):
    assert "Please correct this first" in admin.post(where, {"way": "second_factors"}).text
    assert Authenticator.objects.exists()
    assert not RoleChange.objects.exists()


def test_where_there_is_nothing_nothing_is_noted(admin, people, where):
    page = admin.post(where, {"way": "second_factors", "reason": "x"}, follow=True).text
    assert "There was nothing to take away." in page
    assert not RoleChange.objects.exists()


def test_another_way_is_no_page(admin, people, phone, where):
    assert admin.post(where, {"way": "everything", "reason": "x"}).status_code == 404
    assert Authenticator.objects.exists()


def test_nobody_else_takes_anything(as_user, people, phone, where):
    as_user(people.stranger).post(where, {"way": "second_factors", "reason": "x"})
    assert Authenticator.objects.exists()
