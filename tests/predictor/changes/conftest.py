"""Predictions of one student before and after something, and results."""

import datetime as dt

import pytest
from django.utils import timezone

from predictor.changes.measured import Measured
from predictor.changes.split import changes
from predictor.models import Outcome, Prediction


@pytest.fixture
def measured(math):
    return Measured("exams")


@pytest.fixture
def change(predict, answers, math, measured):
    """Of a prediction with other answers after one with `answers`."""

    def between(**others):
        older, newer = predict(), predict(answers=answers | others)
        rows = Prediction.objects.select_related("submission", "model_version__task").in_bulk()
        return changes([(rows[older.pk], rows[newer.pk])], math.target, measured)[newer.pk]

    return between


@pytest.fixture
def came(student, people):
    def record(value, days=0):
        day = timezone.localdate() + dt.timedelta(days=days)
        row = {"schema_name": "exams", "field": "math_score", "value": value, "door": "page", "made_by": people.owner}
        return Outcome.objects.create(student=student, day=day, **row)

    return record
