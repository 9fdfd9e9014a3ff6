"""Asking the model version of a stored prediction about other entries, and keeping nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlcore import stopping
from mlcore.pipeline.schema import Field, Value
from mlcore.pipeline.schema.answers import InvalidAnswers, clean
from mlcore.versions import live
from mlcore.words.said import said
from predictor.models import Prediction, Submission
from predictor.predicting.work import prediction_of
from predictor.problems import StudentObjects
from predictor.what_if import words


class Refused(Exception):
    """Entries that cannot be tried out: by name, what is wrong and what is allowed."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__(" ".join(messages.values()))
        self.messages = dict(messages)


@dataclass(frozen=True)
class Inputs:
    """What a prediction was made from: what may be tried out, and what stays as it was entered."""

    changeable: tuple[Field, ...]
    fixed: tuple[Field, ...]


@dataclass(frozen=True)
class Supposed:
    """`prediction` is no row, and never becomes one; `changed` are the fields with another value than was entered."""

    prediction: Prediction
    changed: tuple[Field, ...]


def inputs_of(prediction: Prediction) -> Inputs:
    """As far as whoever reads may see them; what they may not enter stays."""
    schema, closed = prediction.schema, prediction.closed.enter
    fields = schema.inputs(schema.task(prediction.task.slug))
    changeable = tuple(field for field in fields if field.changeable and field.slug not in closed)
    return Inputs(changeable=changeable, fixed=tuple(field for field in fields if field not in changeable))


def suppose(prediction: Prediction, values: Mapping[str, object]) -> Supposed:
    """With these values and, for all other inputs, what was entered. Raises Refused, PredictingStopped, StudentObjects,
    BundleError."""
    stopping.check()
    if prediction.student:
        StudentObjects.check(prediction.student)
    inputs, entered = inputs_of(prediction), prediction.submission.answers
    changes = _cleaned(inputs, values)
    bundle = live.bundle_of(prediction.model_version)
    answers = {slug: entered.get(slug) for slug in bundle.task.inputs} | changes
    answer = bundle.predict([answers])[0]
    submission = _submission(prediction, answers)
    changed = tuple(field for field in inputs.changeable if answers[field.slug] != entered.get(field.slug))
    return Supposed(prediction_of(submission, answer, prediction.model_version), changed)


def _cleaned(inputs: Inputs, values: Mapping[str, object]) -> dict[str, Value]:
    fixed = {field.slug: field for field in inputs.fixed if field.slug in values}
    refused = {slug: words.stays(field, inputs.changeable) for slug, field in fixed.items()}
    others = {slug: value for slug, value in values.items() if slug not in fixed}
    try:
        cleaned = clean(inputs.changeable, others)
    except InvalidAnswers as error:
        raise Refused(refused | {name: said(found) for name, found in error.refusals.items()}) from error
    if refused:
        raise Refused(refused)
    return cleaned


def _submission(prediction: Prediction, answers: Mapping[str, Value]) -> Submission:
    """Of the same moment, so that the same grades are in force."""
    return Submission(
        task=prediction.task,
        schema_version_id=prediction.submission.schema_version_id,
        student=prediction.student,
        answers=dict(answers),
        made_by=prediction.made_by,
        made_at=prediction.made_at,
    )
