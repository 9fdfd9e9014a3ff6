"""What happened with a student."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.models import Outcome


@pytest.fixture
def came(student, people):
    """A result of so many days from today, negative for the past."""

    def record(value, field="math_score", days=0):
        day = timezone.localdate() + dt.timedelta(days=days)
        row = {"schema_name": "exams", "field": field, "value": value, "door": "page", "made_by": people.owner}
        return Outcome.objects.create(student=student, day=day, **row)

    return record
