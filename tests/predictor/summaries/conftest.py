"""Somebody who switched the summary on before anything happened."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from predictor.models import Submission, SummaryWanted
from predictor.outcomes.work import Result, record

BEFORE = dt.timedelta(days=3)


@pytest.fixture
def wanted(people, classroom):
    people.owner.email = "owner@example.org"
    people.owner.save()
    return SummaryWanted.objects.create(account=people.owner, since=timezone.now() - BEFORE)


@pytest.fixture
def result(student, people, math):
    def make(value=61.0):
        one = Result(student=student.pk, field=math.target.slug, value=value, day=timezone.localdate())
        return record([one], schema_name="exams", made_by=people.owner, door=Submission.Door.PAGE)

    return make


@pytest.fixture
def send():
    return lambda *options, **more: call_command("send_summaries", *options, **more)
