"""Whoever has an account is told by mail when what opens it was changed, by themselves or by somebody else."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from factories import PASSWORD

from predictor.sign_in.told import OF_FACTORS, of_factor

NEW = "another long enough phrase"
CHANGED = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def letters(addressed, sent):
    User.objects.filter(pk=addressed.pk).update(last_login=timezone.now())
    return lambda: [(letter.to, letter.body.partition("\n")[0]) for letter in sent()]


def test_of_a_new_password_by_the_page(letters, owner):
    owner.post(reverse("password"), CHANGED)
    assert letters() == [(["owner@school.example"], "The password was changed.")]


def test_of_one_that_somebody_else_set(letters, people):
    user = User.objects.get(pk=people.owner.pk)
    user.set_password(NEW)
    user.save()
    assert letters() == [(["owner@school.example"], "The password was changed.")]


@pytest.mark.django_db
def test_not_of_the_first_password_of_a_new_account(sent):
    User.objects.create_user("newcomer", "newcomer@school.example", NEW)
    assert sent() == []


def test_not_of_a_better_hash_of_the_same_password(letters, client, log_in, people, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    before = people.owner.password
    log_in(client)
    assert User.objects.get(pk=people.owner.pk).password != before
    assert letters() == []


def test_of_an_app_for_codes(letters, owner, people, app_of):
    owner.post(reverse("mfa_reauthenticate"), {"code": app_of(people.owner)()})
    owner.post(reverse("mfa_deactivate_totp"))
    assert (["owner@school.example"], "The app for codes was taken away.") in letters()


@pytest.mark.parametrize("name", OF_FACTORS)
def test_each_change_of_a_factor_has_its_words(name, letters, people):
    of_factor(User.objects.get(pk=people.owner.pk), name)
    assert letters() == [(["owner@school.example"], str(OF_FACTORS[name]))]


def test_of_another_address_at_the_one_before(letters, admin, people):
    begun = {"date_joined_0": "2026-01-01", "date_joined_1": "10:00:00"}
    about = {"username": "owner", "email": "new@school.example"} | begun
    admin.post(reverse("admin:auth_user_change", args=[people.owner.pk]), about)
    assert User.objects.get(pk=people.owner.pk).email == "new@school.example"
    assert letters() == [(["owner@school.example"], "The mail address of the account is another one now.")]


def test_nobody_is_told_where_there_is_no_address(sent, people):
    User.objects.filter(pk=people.owner.pk).update(last_login=timezone.now(), email="")
    of_factor(User.objects.get(pk=people.owner.pk), "mfa/email/totp_activated")
    assert sent() == []
