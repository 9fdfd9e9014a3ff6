"""Storing what somebody thinks of a prediction."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from predictor.models import Prediction, PredictionFeedback
from predictor.problems import ClassArchived, DeletedMeanwhile
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def give(prediction: Prediction, kind: str, note: str, *, by: "User") -> PredictionFeedback:
    """A row more; none where the same was said last. Raises DeletedMeanwhile, ClassArchived."""
    # Held, so that one of the two who delete it and write about it waits for the other.
    held = Prediction.objects.select_for_update(of=("self",), no_key=True).filter(pk=prediction.pk)
    if held.first() is None:
        raise DeletedMeanwhile(_("The prediction was deleted in the meantime."))
    if prediction.student:
        ClassArchived.check_of(prediction.student, by, Act.PREDICT)
    newest = PredictionFeedback.objects.by(by).filter(prediction=prediction).newest().first()
    if newest and (newest.kind, newest.note) == (kind, note):
        return newest
    return PredictionFeedback.objects.create(prediction=prediction, kind=kind, note=note, made_by=by)
