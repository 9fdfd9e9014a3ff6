"""What ended goes, what holds stays: by the command, and at every start."""

import io
from datetime import timedelta
from itertools import product

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session as SessionOfOlderRelease
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import PASSWORD
from knox.models import AuthToken

from predictor.access.clearing import clear_expired, kept
from predictor.api.authentication import tokens
from predictor.models import Session

WENT = ("sessions", "sessions of an older release", "tokens", "counted failures", "log-ins of long ago")
TABLES = (Session, SessionOfOlderRelease, AuthToken, AccessAttempt, AccessLog)


@pytest.fixture
def ended_and_not(people, settings):
    """Of each kind one row that ended and one that did not."""
    now = timezone.now()
    agos = (timedelta(), kept("log_ins"))
    for password, ago in product((PASSWORD, "wrong"), agos):
        Client(HTTP_USER_AGENT=str(ago)).post(reverse("login"), {"username": "owner", "password": password})
    for ago in agos:
        tokens.issue(people.owner)
        SessionOfOlderRelease.objects.create(session_key=str(ago), expire_date=now + timedelta(days=1) - ago)
    for model in (AccessAttempt, AccessLog):
        model.objects.filter(user_agent=str(kept("log_ins"))).update(attempt_time=now - kept("log_ins"))
    Session.objects.filter(pk=Session.objects.first().pk).update(expire_date=now)
    AuthToken.objects.filter(pk=AuthToken.objects.first().pk).update(expiry=now)


def rows():
    return [model.objects.count() for model in TABLES]


def test_of_each_kind_goes_what_ended(ended_and_not):
    assert rows() == [2, 2, 2, 2, 2]
    assert {what: count for what, count in clear_expired().items() if count} == dict.fromkeys(WENT, 1)
    assert rows() == [1, 1, 1, 1, 1]


def test_a_session_whose_day_is_over_goes_too(people, as_user, settings):
    as_user(people.owner)
    Session.objects.update(begun=timezone.now() - timedelta(hours=settings.SESSION_HOURS))
    clear_expired()
    assert not Session.objects.exists()


def test_the_command_says_what_went(ended_and_not):
    said = io.StringIO()
    for _ in range(2):
        call_command("clear_expired", stdout=said)
    first, second = said.getvalue().splitlines()
    assert first.startswith("Cleared: 1 sessions, 1 sessions of an older release, 1 tokens, 1 counted failures")
    assert second == "Nothing had ended since the last time."


def test_a_start_clears_as_well(ended_and_not, math, hsb_task, monkeypatch):
    from predictor.management.commands.setup import Command

    monkeypatch.setattr(Command, "_load_samples", lambda self: None)
    monkeypatch.setattr(Command, "_tasks_to_train", lambda self: [])
    call_command("setup")
    assert rows() == [1, 1, 1, 1, 1]
