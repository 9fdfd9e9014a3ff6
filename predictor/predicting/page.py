"""The page of one prediction: what was answered, what is doubtful about it, and how it comes about."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.schema import Field
from mlcore.words.verdicts.track_record import beside
from predictor import problems
from predictor.corrected.reads import corrected
from predictor.estimates.work import estimate_with
from predictor.feedback.forms import FeedbackForm
from predictor.feedback.reads import said_of
from predictor.grades.chances import distribution_of
from predictor.grades.in_force import InForce
from predictor.grades.shown import ShownChances, shown_chances
from predictor.models import Explanation, Prediction
from predictor.outcomes.matched import results_of
from predictor.outcomes.records import kind_of
from predictor.predicting import reasons, words
from predictor.predicting.asked_again import second_opinion, what_to_find_out
from predictor.predicting.readings import Reading
from predictor.predicting.work import explanation_of
from predictor.targets.standing import standing_beside

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RELATED = ("submission__schema_version", "model_version__run__dataset", "model_version__schema_version")


def prediction_for(user: "User", pk: int) -> Prediction:
    """Raises Http404 where it is not theirs to see."""
    return get_object_or_404(Prediction.objects.visible_to(user).with_names().select_related(*RELATED), pk=pk)


def page(prediction: Prediction, query: Mapping[str, str], user: "User") -> dict[str, Any]:
    about = {"prediction": prediction, "student": prediction.student, "about": [prediction.model_version]}
    answered = _answered(prediction, query) | {"record": record_beside(prediction, user)}
    return about | answered | _doubts(prediction) | _comes_about(prediction) | _thought(prediction, user)


def _thought(prediction: Prediction, user: "User") -> dict[str, Any]:
    """What whoever looks expected, and what they and their colleagues say of it."""
    said = said_of(prediction, user)
    beginning = {"note": said.own.note} if said.own else {}
    own = estimate_with(prediction.submission_id, user) if prediction.student else None
    return {"said": said, "feedback_form": FeedbackForm(initial=beginning), "own_estimate": own}


def record_beside(prediction: Prediction, user: "User") -> str:
    """How good predictions of its model version were, or of the question where that has too few results."""
    kind = kind_of(prediction, user)
    whose = _("this model version") if kind.version else _("this question")
    return beside(kind.record, kind.counted, _target(prediction), whose)


def _answered(prediction: Prediction, query: Mapping[str, str]) -> dict[str, Any]:
    grading = InForce().of_prediction(prediction, _moment(prediction, query))
    result, mark = results_of([prediction]).get(prediction.pk), corrected([prediction]).get(prediction.pk)
    return {
        "reading": Reading(prediction, _target(prediction), grading, result, corrected=mark),
        "chances": chances_of(prediction, query),
        "standing": standing_beside(prediction),
    }


def _doubts(prediction: Prediction) -> dict[str, Any]:
    return {
        "warnings": words.warnings(prediction),
        "warnings_together": words.warnings_together(prediction),
        "find_out": what_to_find_out(prediction),
        "second_opinion": second_opinion(prediction),
        "is_demo": prediction.model_version.run.dataset.is_demo,
    }


def _comes_about(prediction: Prediction) -> dict[str, Any]:
    explanation, went_in = explained(prediction), reasons.went_in(prediction)
    return {
        "reasons": reasons.reasons(prediction, explanation) if explanation else None,
        "how_sure": reasons.how_sure(prediction, explanation) if explanation else "",
        "went_in": went_in,
        "went_in_hidden": reasons.went_in_hidden(prediction),
        "can_vary": any(one.field.changeable for one in went_in),
        "not_used": reasons.not_used(prediction),
        "since": reasons.serving_since(prediction),
    }


def chances_of(prediction: Prediction, query: Mapping[str, str]) -> ShownChances | None:
    return shown_chances(prediction, distribution_of(prediction), _moment(prediction, query))


def explained(prediction: Prediction) -> Explanation | None:
    """None where the file of an old model version is gone: the prediction itself is still worth showing."""
    try:
        return explanation_of(prediction)
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    except BundleError:
        return None


def _moment(prediction: Prediction, query: Mapping[str, str]) -> dt.datetime:
    """Whose boundaries are shown: those of today, or of the day it was predicted."""
    return timezone.now() if query.get("boundaries") == "today" else prediction.made_at


def _target(prediction: Prediction) -> Field:
    """As it was described when the answers were entered."""
    schema = reasons.schema_of(prediction)
    return schema.field(schema.task(prediction.task.slug).target)
