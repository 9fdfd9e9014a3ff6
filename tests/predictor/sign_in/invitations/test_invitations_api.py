"""Invitations over the API: for admins, by mail, and never with the key in an answer."""

import pytest
from django.contrib.auth.models import User
from django.core import mail

from predictor.models import Invitation
from predictor.sign_in.invitations import work

ROOT, ADDRESS = "/api/v1/invitations/", "newcomer@school.example"
BODY = {"address": ADDRESS, "roles": ["teacher"]}


@pytest.fixture
def invited(people):
    return work.invite(ADDRESS, ["teacher"], people.admin)[0]


def invite(client, **more):
    return client.post(ROOT, BODY | more, format="json")


def test_somebody_is_invited_by_mail_alone(api_admin, people):
    answer = invite(api_admin)
    stored = Invitation.objects.get()
    assert (answer.status_code, answer.json()["state"], answer.json()["invited_by"]) == (201, "open", "admin")
    assert (stored.address, stored.roles, stored.invited_by) == (ADDRESS, ["teacher"], people.admin)
    assert (stored.sent_at is not None, mail.outbox[0].to) == (True, [ADDRESS])
    assert "key" not in answer.text


def test_where_no_mail_is_sent_nobody_is_invited(api_admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    answer = invite(api_admin)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_mail")
    assert not Invitation.objects.exists()


def test_a_mail_that_fails_is_told(api_admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    answer = invite(api_admin)
    assert (answer.status_code, answer.json()["sent_at"]) == (201, None)
    assert Invitation.objects.get().sent_at is None


@pytest.mark.parametrize("more", [{"address": "no address"}, {"roles": []}, {"roles": ["king"]}, {"role": "admin"}])
def test_what_makes_no_sense_is_refused(api_admin, more):
    assert invite(api_admin, **more).status_code == 400
    assert not Invitation.objects.exists()


def test_who_has_an_account_is_not_invited(api_admin):
    User.objects.create_user("known", ADDRESS)
    assert set(invite(api_admin).json()["error"]["fields"]) == {"address"}


def test_sending_again_ends_the_link_before(api_admin, invited):
    before = invited.token_sha256
    answer = api_admin.post(f"{ROOT}{invited.pk}/sending/")
    assert (answer.status_code, len(mail.outbox)) == (200, 1)
    assert Invitation.objects.get().token_sha256 != before


def test_what_is_withdrawn_stays_withdrawn(api_admin, invited):
    where = f"{ROOT}{invited.pk}/"
    assert [api_admin.delete(where).status_code for _ in range(2)] == [204, 409]
    assert api_admin.post(f"{where}sending/").json()["code"] == "invitation_stays"
    assert api_admin.get(ROOT).json()["results"][0]["state"] == "withdrawn"


def test_only_admins_invite(api_owner, invited):
    answers = [api_owner.get(ROOT), invite(api_owner), api_owner.delete(f"{ROOT}{invited.pk}/")]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert Invitation.objects.get().state == "open"
