"""A forgotten password: the answer tells nothing, the mail goes to whose account it is, the link works once."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from factories import PASSWORD

from predictor.access.limits import RESETS_BY_VISITOR, RESETS_OF_ADDRESS, WRONG_LINKS

NEW = "another long enough phrase"
FORM = {"new_password1": NEW, "new_password2": NEW}
WHERE = "password-forgotten"


def ask(client, address, **where):
    return client.post(reverse(WHERE), {"address": address}, **where)


@pytest.fixture
def link(client, addressed, sent, key_in):
    ask(client, addressed.email)
    return reverse("password-new") + "?key=" + key_in(sent()[0].body)


def test_the_answer_is_the_same_whether_there_is_an_account(client, addressed, sent):
    answers = [ask(client, address) for address in (addressed.email, "nobody@school.example")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, reverse("password-sent"))}
    assert [letter.to for letter in sent()] == [[addressed.email]]


def test_the_link_sets_a_password_once(client, link, addressed):
    assert client.get(link).status_code == 200
    assert client.post(link, FORM)["Location"] == reverse("login")
    addressed.refresh_from_db()
    assert addressed.check_password(NEW)
    assert client.post(link, FORM).status_code == 404


@pytest.fixture
def opened(as_user, addressed, client_of):
    return as_user(addressed), client_of(addressed)


def test_a_new_password_ends_what_was_open(opened, client, link):
    page, program = opened
    client.post(link, FORM)
    assert page.get(reverse("home")).status_code == 302
    assert program.get("/api/v1/tasks/").status_code == 401


def test_a_new_password_does_not_pass_by_the_second_factor(client, link, addressed, app_of, log_in):
    app_of(addressed)
    client.post(link, FORM)
    assert client.get(reverse("home")).status_code == 302
    assert log_in(client, password=NEW)["Location"] == reverse("mfa_authenticate")


def test_a_weak_password_is_refused(client, link, addressed):
    page = client.post(link, {"new_password1": "password", "new_password2": "password"})
    assert "too common" in page.text
    addressed.refresh_from_db()
    assert addressed.check_password(PASSWORD)


def test_the_mail_goes_to_the_address_that_was_entered_and_no_look_alike(client, addressed, sent):
    for lookalike in ("owner@\u017fchool.example", "OWNER@school.example"):
        ask(client, lookalike)
    assert [letter.to for letter in sent()] == [["owner@school.example"]]


def test_two_accounts_with_one_address_get_a_link_each(client, addressed, people, sent):
    User.objects.filter(pk=people.colleague.pk).update(email=addressed.email)
    ask(client, addressed.email)
    (letter,) = sent()
    assert letter.body.count("?key=") == 2
    assert "For owner" in letter.body
    assert "For colleague" in letter.body


def test_closed_accounts_and_those_without_a_password_get_none(client, addressed, sent):
    addressed.set_unusable_password()
    addressed.save()
    ask(client, addressed.email)
    User.objects.filter(pk=addressed.pk).update(is_active=False, password="x")
    ask(client, addressed.email)
    assert sent() == []


def test_few_mails_an_hour_go_to_one_address(client, addressed, sent):
    answers = {ask(client, addressed.email)["Location"] for _ in range(RESETS_OF_ADDRESS.most + 3)}
    assert (len(sent()), answers) == (RESETS_OF_ADDRESS.most, {reverse("password-sent")})


def test_a_visitor_who_asks_for_many_is_stopped(client, db):
    answers = [
        ask(client, f"person{number}@school.example").status_code for number in range(RESETS_BY_VISITOR.most + 1)
    ]
    assert answers[-2:] == [302, 429]
    assert ask(client, "x@school.example", REMOTE_ADDR="203.0.113.9").status_code == 302


@pytest.mark.parametrize("where", ["password-new", "login-link", "invitation"])
def test_guesses_at_links_are_stopped_at_every_door(client, link, where, people):
    for number in range(WRONG_LINKS.most):
        assert client.get(reverse(where) + f"?key={people.owner.pk}.guess-{number}").status_code == 404
    assert client.get(reverse(where) + "?key=1.another").status_code == 429
    assert client.get(link).status_code == 429


@pytest.mark.parametrize("key", ["", ".", "x.y", "9" * 40 + ".a", "\x00", "1", "²." + "a", "-1.x"])
def test_nonsense_in_a_link_is_no_crash(client, db, key):
    for where in ("password-new", "login-link", "invitation"):
        assert client.get(reverse(where), {"key": key}).status_code == 404


def test_no_log_keeps_a_key(client, link, caplog):
    client.get(link)
    assert caplog.text
    assert link.partition("key=")[2] not in caplog.text
