"""Storing a teacher's own estimate with what they submit."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field, InvalidValue
from mlcore.words.said import said
from predictor.models import OwnEstimate, Prediction, Student, Submission
from predictor.problems import EstimateRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def checked(raw: object, target: Field, student: Student | None) -> float | None:
    """What it may be is what the target may be; None where nothing was said. Raises EstimateRefused."""
    try:
        value = target.clean(raw)
    except InvalidValue as refusal:
        raise EstimateRefused(said(refusal.problem)) from refusal
    if not isinstance(value, float):
        return None
    if student is None:
        raise EstimateRefused(_("An estimate is held against the result of a student; name one."))
    return value


def note(submission: Submission, value: float, by: "User") -> OwnEstimate:
    """Within the transaction that stores the submission, before its prediction is."""
    told = Prediction.objects.visible_to(by).filter(student=submission.student, task=submission.task)
    seen = told.filter(submission__answers=submission.answers).exists()
    return OwnEstimate.objects.create(
        submission=submission, value=value, after_answer=seen, made_by=by, made_at=submission.made_at
    )


def estimate_with(submission: int, user: "User") -> OwnEstimate | None:
    """Theirs, for nobody else's eyes."""
    return OwnEstimate.objects.own(user).filter(submission=submission).first()
