"""Which version was live at a time, who put it there, and what the gate had said against it."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import new_version

from mlcore.models import Promotion
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.versions import ledger

pytestmark = pytest.mark.django_db
MORNING, NOON, EVENING = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (8, 12, 18))


@pytest.fixture
def changes(math):
    """Version 1 went live in the morning, version 2 at noon, and in the evening 1 came back."""
    first, second = math.versions.get(), new_version(math)
    Promotion.objects.all().delete()
    _change(first, None, "trained", "a test", "to have one", MORNING)
    _change(second, first, "promoted", "head of school", "it learned from more", NOON)
    _change(first, second, "rolled back", "admin", "odd answers", EVENING)
    return math


def _change(version, previous, action, who, why, at):
    Promotion.objects.create(
        task=version.task, version=version, previous=previous, action=action, who=who, why=why, at=at
    )


def live_number(task, at):
    found = ledger.live_at(task, at)
    return found.arrival and found.arrival.version.number


def test_the_version_of_a_time_is_the_one_that_last_went_live_before(changes):
    times = [MORNING, NOON - timedelta(microseconds=1), NOON, EVENING, EVENING + timedelta(days=90)]
    assert [live_number(changes, at) for at in times] == [1, 1, 2, 1, 1]


def test_before_the_first_version_none_was_live(changes):
    found = ledger.live_at(changes, MORNING - timedelta(seconds=1))
    assert (found.arrival, found.next.version.number) == (None, 1)
    assert ledger.said(found) == (
        "At 2026-03-02 07:59:59 +0000 no version of task math was live yet: the first, version 1, went live at "
        "2026-03-02 08:00:00 +0000."
    )


def test_who_put_it_there_and_until_when_is_said_in_the_time_of_the_school(changes):
    with timezone.override("Asia/Tokyo"):
        words = ledger.said(ledger.live_at(changes, NOON))
    assert words == (
        "At 2026-03-02 21:00:00 +0900 version 2 (Linear regression) of task math was live, until 2026-03-03 03:00:00 "
        "+0900. It was promoted by head of school at 2026-03-02 21:00:00 +0900: it learned from more"
    )


def test_the_one_that_is_live_still_is(changes):
    words = ledger.said(ledger.live_at(changes, timezone.now()))
    assert "was live, and still is. It was brought back by admin" in words


def test_a_task_without_any_version_says_so(math):
    task = type(math).objects.get(slug="reading")
    assert ledger.said(ledger.live_at(task, NOON)).endswith("no version of task reading was live yet.")


def test_two_queries_tell_it(changes, django_assert_num_queries):
    with django_assert_num_queries(2):
        ledger.said(ledger.live_at(changes, NOON))


def test_a_time_without_a_zone_is_one_of_the_school(settings):
    with timezone.override("Asia/Tokyo"):
        assert ledger.moment("2026-03-02T21:00") == NOON
    assert ledger.moment("2026-03-02T13:00+01:00") == NOON


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("yesterday", "is no time; write it like 2026-11-20T14:30"),
        ("2026-02-30T10:00", "is no time"),
        ("0001-01-01T00:00+14:00", "lies before the year 1900"),
        ("9999-12-31T23:59-14:00", "is still to come"),
        ("2026-03-02T13:00 01:00", "is no time"),
        ("", "is no time"),
    ],
)
def test_what_is_no_time_says_what_to_write(text, message):
    with pytest.raises(ledger.NotATime, match=message):
        ledger.moment(text)


def test_where_a_zone_is_needed_it_is_asked_for():
    with pytest.raises(ledger.NotATime, match="names no time zone; write it like 2026-11-20T14:30Z or"):
        ledger.moment("2026-03-02T12:00", zone_needed=True)


def test_the_command_says_which_version_was_live(changes, capsys):
    call_command("models", "math", "reading", "--at", "2026-03-02T12:30+00:00")
    first, second = capsys.readouterr().out.splitlines()
    assert "version 2 (Linear regression) of task math was live" in first
    assert "no version of task reading was live yet" in second


def test_the_command_refuses_what_is_no_time():
    with pytest.raises(CommandError, match="is no time; write it like"):
        call_command("models", "--at", "noon")


def test_a_promotion_against_the_gate_says_so(math, capsys):
    version = new_version(math)
    version.run.details |= {"verdict": asdict(Verdict(live=1, no_gain=True))}
    version.run.save()
    call_command("promote", "math:2", why="we try it")
    assert "math version 2 is live now, although the gate had refused it: It is not clearly" in capsys.readouterr().out
