"""What was said of a prediction, as far as somebody may read it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from predictor.access.rights import Act
from predictor.models import Prediction, PredictionFeedback, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Said:
    """`own` is what counts of whoever looks; `notes` are those of others, whose names are not told."""

    own: PredictionFeedback | None
    notes: tuple[PredictionFeedback, ...]


def prediction_for(user: "User", pk: int) -> Prediction:
    """Raises Http404 where they may not predict for its student."""
    rows = Prediction.objects.open_to(user, Act.PREDICT)
    return get_object_or_404(rows.select_related("student__classroom", "task"), pk=pk)


def said_of(prediction: Prediction, user: "User") -> Said:
    """Notes are for whoever teaches the student: an admin who does not sees how many said what, per version."""
    rows = list(PredictionFeedback.objects.filter(prediction=prediction).newest())
    own = next((row for row in rows if row.made_by_id == user.pk), None)
    notes = [row for row in rows if row.note and row != own]
    return Said(own, tuple(notes) if notes and _teaches(user, prediction) else ())


def _teaches(user: "User", prediction: Prediction) -> bool:
    student = prediction.student
    return student is not None and Student.objects.taught_by(user).filter(pk=student.pk).exists()
