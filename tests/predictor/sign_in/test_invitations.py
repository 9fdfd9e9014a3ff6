"""Invitations: who may invite, and that each works for one address, once, for a while."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from predictor.access.people.work import Asked, change
from predictor.models import Invitation, RoleChange
from predictor.sign_in.invitations import work

PASSWORD = "a long enough phrase"
ANSWER = {"username": "newcomer", "password1": PASSWORD, "password2": PASSWORD}
ADDRESS = "newcomer@school.example"


def where(token):
    return reverse("invitation") + f"?key={token}"


@pytest.fixture
def invited(people):
    return work.invite(ADDRESS, ["teacher"], people.admin)


@pytest.mark.parametrize(("who", "status"), [("owner", 403), ("colleague", 403), ("stranger", 403), ("admin", 200)])
def test_only_admins_invite(as_user, people, who, status):
    page = as_user(getattr(people, who))
    assert page.get(reverse("invitations")).status_code == status
    page.post(reverse("invitations"), {"address": ADDRESS, "role": "admin"})
    assert Invitation.objects.exists() is (who == "admin")


def test_of_a_first_password_nothing_is_said_about_a_changed_one(client, invited):
    page = client.get(where(invited[1])).text
    assert "must contain at least 8 characters" in page
    assert "must log in again with the new password" not in page
    assert "the password was changed" not in page


@pytest.mark.parametrize("name", ["invitation-again", "invitation-withdraw"])
def test_only_admins_change_invitations(as_user, people, invited, name):
    before = Invitation.objects.values().get()
    assert as_user(people.owner).post(reverse(name, args=[invited[0].pk])).status_code == 403
    assert Invitation.objects.values().get() == before


def test_the_mail_brings_the_link_that_makes_the_account(admin, client, people, sent, key_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    admin.post(reverse("invitations"), {"address": ADDRESS, "role": "teacher"})
    (letter,) = sent()
    assert letter.to == [ADDRESS]
    assert client.post(where(key_in(letter.body)), ANSWER)["Location"] == reverse("home")
    made = User.objects.get(username="newcomer")
    assert (made.email, made.is_superuser, made.check_password(PASSWORD)) == (ADDRESS, False, True)
    assert Invitation.objects.get().accepted_by == made


def test_without_a_mail_server_the_link_is_shown_once(admin, settings, key_in):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    page = admin.post(reverse("invitations"), {"address": ADDRESS, "role": "teacher"})
    assert work.of_token(key_in(page.text)).address == ADDRESS
    assert "?key=" not in admin.get(reverse("invitations")).text


def test_a_mail_that_cannot_be_sent_is_told_and_the_invitation_stays(admin, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT = 9
    page = admin.post(reverse("invitations"), {"address": ADDRESS, "role": "teacher"})
    assert "The mail could not be sent" in page.text
    assert Invitation.objects.get().sent_at is None


def test_the_token_is_kept_as_a_hash_only(invited):
    kept, token = Invitation.objects.values().get(), invited[1]
    assert token not in str(kept)


def test_it_works_once(client, invited):
    client.post(where(invited[1]), ANSWER)
    client.post(reverse("logout"))
    assert client.post(where(invited[1]), ANSWER | {"username": "second"}).status_code == 404
    assert not User.objects.filter(username="second").exists()


def test_it_ends_with_time(client, invited):
    Invitation.objects.update(ends=timezone.now() - timedelta(seconds=1))
    assert client.post(where(invited[1]), ANSWER).status_code == 404
    assert not User.objects.filter(username="newcomer").exists()


def test_it_ends_when_it_is_withdrawn(client, admin, invited):
    admin.post(reverse("invitation-withdraw", args=[invited[0].pk]))
    assert client.post(where(invited[1]), ANSWER).status_code == 404


def test_sent_again_only_the_new_link_works(client, admin, invited, sent, key_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    admin.post(reverse("invitation-again", args=[invited[0].pk]))
    assert client.get(where(invited[1])).status_code == 404
    assert client.get(where(key_in(sent()[0].body))).status_code == 200


def test_what_was_answered_is_not_sent_again(client, admin, invited):
    client.post(where(invited[1]), ANSWER)
    before = Invitation.objects.values().get()
    page = admin.post(reverse("invitation-again", args=[invited[0].pk]), follow=True)
    assert "answered or withdrawn already" in page.text
    assert Invitation.objects.values().get() == before


def test_whoever_has_an_account_is_not_invited(admin, people, addressed):
    page = admin.post(reverse("invitations"), {"address": "Owner@school.example", "role": "teacher"})
    assert "There is an account with this address already." in page.text
    assert not Invitation.objects.exists()


def test_the_same_address_invited_twice_is_one_invitation(people, invited):
    again, _ = work.invite(ADDRESS.upper(), ["admin"], people.admin)
    assert (again.pk, again.roles, Invitation.objects.count()) == (invited[0].pk, ["admin"], 1)


def test_an_invited_admin_is_one(client, people):
    _, token = work.invite(ADDRESS, ["admin"], people.admin)
    client.post(where(token), ANSWER)
    made = User.objects.get(username="newcomer")
    assert (made.is_superuser, made.is_staff) == (True, True)


@pytest.mark.parametrize("role", ["teacher", "head", "data_manager"])
def test_what_the_invited_are_given_is_noted_and_nothing_is_taken(client, people, role):
    _, token = work.invite(ADDRESS, [role], people.admin)
    client.post(where(token), ANSWER)
    noted = RoleChange.objects.get(whose="newcomer")
    assert (noted.before["roles"], noted.after["roles"]) == ([], [role])


def test_a_role_that_is_none_makes_a_teacher(people):
    assert work.invite(ADDRESS, ["king"], people.admin)[0].roles == ["teacher"]


def test_a_name_is_not_an_address_and_not_taken(client, invited, people):
    assert "without @" in client.post(where(invited[1]), ANSWER | {"username": "admin@school.example"}).text
    assert "This name is taken." in client.post(where(invited[1]), ANSWER | {"username": "owner"}).text
    assert User.objects.filter(email=ADDRESS).count() == 0


@pytest.mark.parametrize("name", ["Admin", "ADMIN", "Owner"])
def test_a_name_that_somebody_has_in_other_capitals_is_taken(client, invited, people, name):
    page = client.post(where(invited[1]), ANSWER | {"username": name})
    assert "This name is taken." in page.text
    assert not User.objects.filter(username=name).exists()


def test_an_address_longer_than_an_account_keeps_is_refused_in_words(admin):
    page = admin.post(reverse("invitations"), {"address": f"{'x' * 300}@school.example", "role": "teacher"})
    assert "at most 254 characters" in page.text
    assert not Invitation.objects.exists()


def test_old_invitations_are_cleared_and_open_ones_stay(people, invited):
    old, _ = work.invite("old@school.example", [], people.admin)
    Invitation.objects.filter(pk=old.pk).update(ends=timezone.now() - timedelta(days=91))
    call_command("clear_expired")
    assert Invitation.objects.get() == invited[0]


@pytest.fixture
def of_former_admin(people):
    """Sent by somebody who was an admin then."""
    change(people.colleague, Asked(roles=["admin"]), people.admin, "x")
    made = work.invite(ADDRESS, ["admin"], User.objects.get(pk=people.colleague.pk))
    change(people.colleague, Asked(roles=["teacher"]), people.admin, "x")
    return made


def test_an_invitation_of_who_may_no_longer_invite_makes_no_account(client, of_former_admin):
    assert client.get(where(of_former_admin[1])).status_code == 404
    assert client.post(where(of_former_admin[1]), ANSWER).status_code == 404
    with pytest.raises(work.InvitationError):
        work.accept(of_former_admin[1], "newcomer", PASSWORD)
    assert work.accept_of_address(ADDRESS, "newcomer") is None
    assert not User.objects.filter(username="newcomer").exists()


@pytest.mark.parametrize("how", ["shut out", "deleted"])
def test_nor_does_one_of_an_account_that_is_gone(how, people, of_former_admin):
    User.objects.filter(pk=people.colleague.pk).update(is_superuser=True, is_active=False)
    if how == "deleted":
        User.objects.filter(pk=people.colleague.pk).delete()
    assert work.of_token(of_former_admin[1]) is None


def test_another_admin_reads_that_it_does_not_count_and_sends_it_again(admin, people, of_former_admin):
    assert "does not count" in admin.get(reverse("invitations")).text
    found, token = work.invite_again(of_former_admin[0], people.admin)
    assert (work.of_token(token), found.invited_by) == (found, people.admin)
