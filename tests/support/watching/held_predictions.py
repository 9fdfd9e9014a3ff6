"""Students with a prediction and, on a later day, a result that lies where the ranges of `factories` say, or is off."""

import datetime as dt

import numpy as np
from django.utils import timezone

from predictor.models import Student, Submission
from predictor.outcomes.work import Result, record
from predictor.predicting.work import make_prediction

# Half of what the ranges of `factories.tiny_ranges` reach, by how far a percentage lies from the middle.
AWAY, HALVES = [0, 40, 45, 49, 50], [0, 7, 9, 11, 12]


def held(classroom, by, answers, task, count, *, off=0.0, seed=1):
    """The predictions, in the order in which their results were recorded."""
    places = np.random.default_rng(seed).random(count) * 100 - 50
    residuals = np.sign(places) * np.interp(np.abs(places), AWAY, HALVES) + off
    return [_held(classroom, by, answers, task, residual) for residual in residuals]


def _held(classroom, by, answers, task, residual):
    student = Student.objects.create(classroom=classroom, name="Somebody")
    about = {"task": task, "answers": answers, "made_by": by, "door": Submission.Door.PAGE}
    prediction = make_prediction(**about, student=student)
    came(student, task, min(max(round(prediction.value + residual), 0), 100), by)
    return prediction


def came(student, task, value, by, *, days=1, replaces=None):
    """A result so many days after today."""
    day = timezone.localdate() + dt.timedelta(days=days)
    result = Result(student=student.pk, field=task.question.target, value=float(value), day=day, replaces=replaces)
    name = task.schema_version.name
    return record([result], schema_name=name, made_by=by, door=Submission.Door.PAGE)[0]
