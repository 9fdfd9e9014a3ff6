"""Estimates that were typed some days ago, and results that came since."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.models import Outcome, Student, Submission
from predictor.predicting.work import make_prediction


@pytest.fixture
def expect(math, answers, people, student, monkeypatch):
    """Somebody asks for a prediction with an estimate, some days ago."""
    now = timezone.now()
    made_at = Submission._meta.get_field("made_at")

    def asked(value, *, by=people.owner, about=student, days=10, answers=answers):
        monkeypatch.setattr(made_at, "_get_default", lambda: now - dt.timedelta(days=days))
        page = Submission.Door.PAGE
        return make_prediction(task=math, answers=answers, made_by=by, door=page, student=about, own_estimate=value)

    return asked


@pytest.fixture
def reach(math, people, student):
    def reached(value, about=student, days=1):
        return Outcome.objects.create(
            student=about,
            schema_name=math.schema_version.name,
            field=math.question.target,
            value=value,
            day=timezone.localdate() - dt.timedelta(days=days),
            door=Submission.Door.PAGE,
            made_by=people.owner,
        )

    return reached


@pytest.fixture
def a_year(classroom, expect, reach):
    """So many students with an estimate and a result that lies below it."""

    def made(number):
        for place in range(number):
            about = Student.objects.create(classroom=classroom, name=f"Student {place}")
            expect(60.0 + place % 3, about=about)
            reach(50.0 + place % 5, about=about)

    return made
