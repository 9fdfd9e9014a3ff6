"""What somebody enters for a student, and what comes of it."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from mlcore.models import Task
from mlcore.versions.retraining import LOCK_OF_TRAININGS
from predictor.models import Outcome, Submission


@pytest.fixture
def day():
    """Of the result."""
    return dt.date(2026, 6, 30)


@pytest.fixture
def enter(math, answers, people, student, day):
    """Inputs, some days before the result."""
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

    def make(days_before=1, task=math, who=student, **changes):
        return Submission.objects.create(
            task=task,
            schema_version=math.schema_version,
            student=who,
            answers=answers | changes,
            door="page",
            made_by=people.owner,
            made_at=noon - dt.timedelta(days=days_before),
        )

    return make


@pytest.fixture
def reach(math, people, student, day):
    """A result."""

    def make(value=66.0, **changes):
        return Outcome.objects.create(
            **{"student": student, "day": day, "field": math.target.slug, "schema_name": math.schema_version.name}
            | {"value": value, "door": "page", "made_by": people.owner}
            | changes
        )

    return make


@pytest.fixture
def at_the_command_line(db):
    """Somebody trains there, until it is closed."""
    held = connection.copy()
    with held.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_OF_TRAININGS, Task.objects.get(slug="math").pk])
    yield held
    held.close()
