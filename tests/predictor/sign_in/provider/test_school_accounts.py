"""The school's own account opens the account with its address, or one that was invited, and never any other."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.urls import reverse
from school_accounts import OWN, come_from

from predictor.models import Session
from predictor.sign_in.invitations import work


def rows():
    return User.objects.count(), SocialAccount.objects.count(), Session.objects.exclude(account=None).count()


def test_a_verified_address_opens_the_account_that_has_it(client, school, addressed):
    answer = come_from(client, school.server, "17", where=reverse("history"), **OWN)
    assert answer["Location"] == reverse("history")
    assert Session.objects.exclude(account=None).get().account == addressed.pk
    assert SocialAccount.objects.get().user == addressed


def test_nothing_that_the_provider_tells_is_kept_but_whose_it_is(client, school, addressed):
    come_from(client, school.server, "17", **OWN, name="Olivia Owner", picture="https://elsewhere.example/x.png")
    kept = SocialAccount.objects.get()
    assert (kept.extra_data, kept.uid.isalnum(), kept.uid == "17") == ({}, True, False)
    assert not kept.socialtoken_set.exists()


def test_a_stranger_gets_a_clear_page_and_leaves_no_row(client, school, addressed):
    before = rows()
    page = come_from(client, school.server, "99", email="stranger@school.example", email_verified=True)
    assert page.status_code == 403
    assert "stranger@school.example" in page.text
    assert "nobody has invited it" in page.text
    assert rows() == before


@pytest.mark.parametrize("verified", [{}, {"email_verified": False}, {"email_verified": "true"}, {"email_verified": 1}])
def test_an_address_that_is_not_verified_opens_nothing(client, school, addressed, verified):
    before = rows()
    page = come_from(client, school.server, "66", email=OWN["email"], **verified)
    assert (page.status_code, rows()) == (403, before)
    assert "does not say that your mail address is verified" in page.text


def test_an_address_that_is_not_verified_takes_no_invitation(client, school, people):
    work.invite("new@school.example", ["admin"], people.admin)
    assert come_from(client, school.server, "66", email="new@school.example").status_code == 403
    assert not User.objects.filter(email="new@school.example").exists()


def test_two_accounts_with_one_address_are_both_left_alone(client, school, addressed, people):
    User.objects.filter(pk=people.colleague.pk).update(email="OWNER@school.example")
    before = rows()
    page = come_from(client, school.server, "17", **OWN)
    assert (page.status_code, rows()) == (403, before)
    assert "More than one account here has the address" in page.text


@pytest.mark.parametrize(
    "lookalike", ["ownér@school.example", "oWner@\u017fchool.example", "owner@school.example.evil.example"]
)
def test_an_address_that_only_looks_the_same_opens_nothing(client, school, addressed, lookalike):
    assert come_from(client, school.server, "66", email=lookalike, email_verified=True).status_code == 403


def test_capitals_of_an_address_do_not_matter(client, school, addressed):
    assert come_from(client, school.server, "17", email="Owner@School.example", email_verified=True).status_code == 302


def test_once_connected_the_number_counts_and_not_the_address(client, school, addressed):
    come_from(client, school.server, "17", **OWN)
    client.post(reverse("logout"))
    assert (
        come_from(client, school.server, "17", email="married@school.example", email_verified=True).status_code == 302
    )
    assert (
        come_from(client, school.server, "18", email="married@school.example", email_verified=True).status_code == 403
    )


def test_the_same_number_at_another_provider_is_somebody_else(client, school, addressed, settings):
    from school_accounts import provider

    come_from(client, school.server, "17", **OWN)
    client.post(reverse("logout"))
    with provider() as other:
        settings.OIDC = other
        page = come_from(client, other.server, "17", email="other@school.example", email_verified=True)
    assert page.status_code == 403


def test_an_invitation_for_the_address_makes_the_account(client, school, people):
    invitation, _ = work.invite("new.teacher@school.example", ["teacher"], people.admin)
    claims = {"email": "new.teacher@school.example", "email_verified": True, "preferred_username": "new.teacher@school"}
    assert come_from(client, school.server, "21", **claims)["Location"] == reverse("home")
    made = User.objects.get(email="new.teacher@school.example")
    assert (made.username, made.has_usable_password(), made.is_superuser) == ("new.teacher", False, False)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == ("accepted", made)


def test_a_withdrawn_invitation_makes_none(client, school, people):
    invitation, _ = work.invite("new@school.example", ["teacher"], people.admin)
    work.withdraw(invitation)
    assert come_from(client, school.server, "21", email="new@school.example", email_verified=True).status_code == 403


def test_a_closed_account_stays_closed(client, school, addressed):
    come_from(client, school.server, "17", **OWN)
    User.objects.filter(pk=addressed.pk).update(is_active=False)
    page = come_from(client, school.server, "17", **OWN)
    assert (page.status_code, "Your account is closed" in page.text) == (403, True)
    assert not Session.objects.exclude(account=None).exists()


def test_the_own_second_factor_is_asked_for_after_the_provider(client, school, addressed, app_of):
    code = app_of(addressed)
    assert come_from(client, school.server, "17", **OWN)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("home")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.get(reverse("home")).status_code == 200
    assert Authenticator.objects.filter(user=addressed).count() == 2


def test_without_a_provider_there_is_no_such_address(client, people):
    assert client.get(reverse("openid_connect_login")).status_code == 404
    assert client.get(reverse("openid_connect_callback")).status_code == 404


def test_nobody_can_make_an_account_by_themselves(client, school, db):
    for where in ("/accounts/signup/", "/signup/", "/account/signup/", "/accounts/social/signup/"):
        assert client.get(where).status_code == 404
