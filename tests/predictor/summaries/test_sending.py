"""One mail per person and week, whatever is killed or run twice; off until somebody switches it on."""

import datetime as dt
import io
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError

from predictor.models import SummaryOfWeek, SummaryWanted

State = SummaryOfWeek.State


def refuse(self, messages):
    raise ConnectionRefusedError("nobody there")


def die(self, messages):
    raise KeyboardInterrupt


@pytest.fixture
def broken(monkeypatch):
    """The way to the server, for as long as the block lasts."""

    @contextmanager
    def by(what):
        with monkeypatch.context() as patch:
            patch.setattr(EmailBackend, "send_messages", what)
            yield

    return by


def another_week():
    SummaryOfWeek.objects.update(week=dt.date(2020, 1, 6))


def test_nobody_gets_one_who_did_not_switch_it_on(people, result, send):
    result()
    send()
    assert mail.outbox == []


def test_a_mail_names_no_student_and_says_what_is_new(wanted, result, send, student, classroom):
    result()
    send()
    (sent,) = mail.outbox
    assert sent.to == ["owner@example.org"]
    assert sent.subject == "Your week in studentperf"
    assert "Class 8a\n1 result was recorded.\nhttp" in sent.body
    assert f"/classes/{classroom.pk}/" in sent.body
    assert student.name not in sent.subject + sent.body


def test_links_begin_with_the_address_of_the_site(wanted, result, send, settings, classroom):
    settings.SITE_URL = "http://127.0.0.1:8081"
    result()
    send()
    (sent,) = mail.outbox
    assert f"http://127.0.0.1:8081/classes/{classroom.pk}/" in sent.body
    assert sent.body.count("http") == sent.body.count("http://127.0.0.1:8081/") == 2


def test_run_twice_there_is_one_mail(wanted, result, send):
    result()
    send()
    result(62.0)
    send()
    assert len(mail.outbox) == 1


def test_without_news_there_is_no_mail_and_no_row(wanted, send):
    send()
    assert mail.outbox == []
    assert SummaryOfWeek.objects.count() == 0


def test_killed_between_claim_and_sending_it_is_not_sent_twice_but_told_next_week(wanted, result, send, broken):
    result()
    with broken(die), pytest.raises(KeyboardInterrupt):
        send()
    said = io.StringIO()
    send(stdout=said)
    assert mail.outbox == []
    assert "1 of this week were begun and not confirmed" in said.getvalue()
    another_week()
    send()
    assert "1 result was recorded." in mail.outbox[0].body


def test_a_failure_is_said_and_tried_again_by_the_next_run(wanted, result, send, broken):
    result()
    with broken(refuse), pytest.raises(CommandError, match="owner: nobody there"):
        send()
    assert SummaryOfWeek.objects.get().state == State.FAILED
    send()
    assert (len(mail.outbox), SummaryOfWeek.objects.get().state) == (1, State.SENT)


def test_a_mail_that_cannot_be_written_keeps_nobody_elses_back(wanted, result, send, people):
    people.owner.email = "owner@example.org\nBcc: all@example.org"
    people.owner.save()
    people.colleague.email = "colleague@example.org"
    people.colleague.save()
    SummaryWanted.objects.create(account=people.colleague, since=wanted.since)
    result()
    with pytest.raises(CommandError, match="owner: Header values"):
        send()
    assert [one.to for one in mail.outbox] == [["colleague@example.org"]]
    assert SummaryOfWeek.objects.get(account=people.owner).state == State.FAILED


def test_the_next_week_tells_only_what_came_since(wanted, result, send):
    result()
    send()
    another_week()
    send()
    assert len(mail.outbox) == 1


def test_an_inactive_account_gets_none(wanted, result, send, people):
    result()
    type(people.owner).objects.filter(pk=people.owner.pk).update(is_active=False)
    send()
    assert mail.outbox == []


def test_rights_are_those_of_the_moment_of_sending(wanted, result, send, people, classroom):
    result()
    classroom.teachers.remove(people.owner)
    send()
    assert mail.outbox == []


def test_a_stranger_who_switched_it_on_hears_nothing_of_the_class(wanted, result, send, people):
    people.stranger.email = "stranger@example.org"
    people.stranger.save()
    SummaryWanted.objects.create(account=people.stranger, since=wanted.since)
    result()
    send()
    assert [one.to for one in mail.outbox] == [["owner@example.org"]]


def test_a_dry_run_prints_and_stores_nothing(wanted, result, send):
    result()
    said = io.StringIO()
    send("--dry-run", stdout=said)
    assert "To: owner@example.org\nSubject: Your week in studentperf\n" in said.getvalue()
    assert (mail.outbox, SummaryOfWeek.objects.count()) == ([], 0)


def test_a_dry_run_without_news_says_so(wanted, send):
    said = io.StringIO()
    send("--dry-run", stdout=said)
    assert said.getvalue() == "Nothing to send.\n"


def test_it_is_said_in_the_language_of_the_person(wanted, result, send, people):
    from django.utils import translation

    from predictor.models import ChosenLanguage

    result()
    ChosenLanguage.objects.create(account=people.owner, code="de")
    with translation.override("en-gb"):
        send()
        assert translation.get_language() == "en-gb"
    assert [one.subject for one in mail.outbox] == ["Ihre Woche in studentperf"]
