"""The page on which entries of a prediction are tried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.schema import MANY_INPUTS, Field
from mlcore.versions.stored import StoredRun
from predictor.models import Prediction
from predictor.predicting import words as predicting_words
from predictor.predicting.forms import AnswersForm
from predictor.what_if.asked import Inputs, Refused, Supposed, inputs_of, suppose
from predictor.what_if.moved import moved, values_of
from predictor.what_if.opposite import opposites


@dataclass(frozen=True)
class Offered:
    """Of very many fields those that the model leans on most, and those that are asked for; `others` are as many."""

    fields: tuple[Field, ...]
    others: int


def page(prediction: Prediction, query: Mapping[str, str]) -> dict[str, Any]:
    inputs = inputs_of(prediction)
    offered = _offered(prediction, inputs, query)
    form = _form(prediction, offered, query)
    supposed, is_gone = _answered(prediction, form, query)
    about = {"prediction": prediction, "student": prediction.student, "about": [prediction.model_version]}
    return (
        about
        | {
            "form": form,
            "offered": offered,
            "fixed": predicting_words.entered(inputs.fixed, prediction.submission.answers),
            "opposite": opposites(prediction, offered.fields),
            "is_gone": is_gone,
        }
        | _result(prediction, supposed)
    )


def _result(prediction: Prediction, supposed: Supposed | None) -> dict[str, Any]:
    if supposed is None:
        return {"moved": None}
    return {
        "moved": moved(prediction, supposed.prediction),
        "changed": predicting_words.entered(supposed.changed, supposed.prediction.submission.answers),
        "warnings": predicting_words.warnings(supposed.prediction),
    }


def _offered(prediction: Prediction, inputs: Inputs, query: Mapping[str, str]) -> Offered:
    fields = inputs.changeable
    if len(fields) <= MANY_INPUTS:
        return Offered(fields, 0)
    diagnosis = StoredRun.of(prediction.model_version.run).diagnosis
    ranked = [one.field for one in diagnosis.importance] if diagnosis else [field.slug for field in fields]
    changeable = {field.slug for field in fields}
    shown = {*[slug for slug in ranked if slug in changeable][:MANY_INPUTS], *query}
    chosen = tuple(field for field in fields if field.slug in shown)
    return Offered(chosen, len(fields) - len(chosen))


def _form(prediction: Prediction, offered: Offered, query: Mapping[str, str]) -> AnswersForm:
    """An address names fields as they are called, without a prefix."""
    data = values_of(prediction, query) if query else None
    return AnswersForm(offered.fields, data, initial=prediction.submission.answers, prefix="")


def _answered(prediction: Prediction, form: AnswersForm, query: Mapping[str, str]) -> tuple[Supposed | None, bool]:
    """What is supposed, None where it was refused; and whether the file of the version is gone."""
    if form.is_bound and not form.is_valid():
        return None, False
    try:
        read = {slug: value for slug, value in form.cleaned_data.items() if slug in query} if form.is_bound else {}
        return suppose(prediction, {**query, **read}), False
    except Refused as refusal:
        for message in refusal.messages.values():
            form.add_error(None, message)
    except BundleError:
        return None, True
    return None, False
