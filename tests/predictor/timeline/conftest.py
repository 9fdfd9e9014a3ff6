"""What happened with a student."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.models import Outcome, Support


@pytest.fixture
def came(student, people):
    """A result of so many days from today, negative for the past."""

    def record(value, field="math_score", days=0):
        day = timezone.localdate() + dt.timedelta(days=days)
        row = {"schema_name": "exams", "field": field, "value": value, "door": "page", "made_by": people.owner}
        return Outcome.objects.create(student=student, day=day, **row)

    return record


@pytest.fixture
def supported(student, people):
    """Help in small groups, from so many days ago, perhaps until another day."""

    def note(days, until=None, what="Reading group"):
        first, last = (
            timezone.localdate() + dt.timedelta(days=day) if day is not None else None for day in (days, until)
        )
        said = {"what": what, "by_whom": "Ms Kern", "how_often": "twice a week", "why": "she asked for it"}
        return Support.objects.create(student=student, from_day=first, until_day=last, made_by=people.owner, **said)

    return note
