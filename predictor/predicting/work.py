"""Asking the live model about a student, storing its answer, and giving the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.schema.answers import clean, clean_inputs
from mlcore.versions import live
from predictor.access.reading.closed import closed_to
from predictor.estimates import work as estimates
from predictor.models import Explanation, Prediction, Student, Submission
from predictor.predicting.prefill import fitting, prefill
from predictor.problems import ClassArchived, DeletedMeanwhile, StudentObjects
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.bundle.bundle import Answer

AT_A_TIME = 1_000


# Eight facts of one act that travel together nowhere else; every caller names them.
def make_prediction(  # noqa: PLR0913
    *,
    task: Task,
    answers: Mapping[str, object],
    made_by: "User",
    door: Submission.Door,
    student: Student | None = None,
    version: ModelVersion | None = None,
    own_estimate: object = None,
    dry_run: bool = False,
) -> Prediction:
    """Check the answers, ask a model, store both. `version` is the one that is asked, the live one without it;
    `own_estimate` is what whoever asks expects. A `dry_run` stores nothing: its answer is no row and never becomes one.

    Raises InvalidAnswers, NoLiveModel, PredictingStopped, BundleError, DeletedMeanwhile, ClassArchived,
    StudentObjects, EstimateRefused.
    """
    if student:
        ClassArchived.check_of(student, made_by, Act.PREDICT)
        StudentObjects.check(student)
    model = live.serving(version) if version else live.live(task)
    inputs = clean_inputs(model.bundle.schema, model.bundle.task, _with_closed(model, answers, made_by, student))
    expected = estimates.checked(own_estimate, model.bundle.schema.field(model.bundle.task.target), student)
    answer = model.bundle.predict([inputs])[0]
    submission = Submission(
        task=task,
        schema_version_id=model.version.schema_version_id,
        student=student,
        answers=inputs,
        door=door,
        made_by=made_by,
    )
    prediction = prediction_of(submission, answer, model.version)
    return prediction if dry_run else _stored(submission, prediction, expected)


def _with_closed(
    model: live.LiveModel, answers: Mapping[str, object], made_by: "User", student: Student | None
) -> Mapping[str, object]:
    """With what is known of the student in fields that whoever asks may not enter: it counts all the same. To them such
    a field is one that is not there. Raises InvalidAnswers."""
    schema, task = model.bundle.schema, model.bundle.task
    closed = [field for field in schema.inputs(task) if field.slug in closed_to(made_by, schema.name).enter]
    if not closed:
        return answers
    hidden = {field.slug for field in closed}
    given = clean([field for field in schema.inputs(task) if field.slug not in hidden], answers)
    return given | (fitting(closed, prefill(student, closed).answers) if student else {})


def _stored(submission: Submission, prediction: Prediction, expected: float | None) -> Prediction:
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
            if expected is not None:
                estimates.note(submission, expected, submission.made_by)
            prediction.save(force_insert=True)
    except IntegrityError as error:
        if submission.student is None or Student.objects.filter(pk=submission.student.pk).exists():
            raise
        raise DeletedMeanwhile(_("The student was deleted in the meantime.")) from error
    return prediction


def store_all(
    submissions: Sequence[Submission], answers: Sequence["Answer"], version: ModelVersion
) -> list[Prediction]:
    """Within a transaction that holds their students."""
    Submission.objects.bulk_create(submissions, batch_size=AT_A_TIME)
    pairs = zip(submissions, answers, strict=True)
    predictions = [prediction_of(submission, answer, version) for submission, answer in pairs]
    return Prediction.objects.bulk_create(predictions, batch_size=AT_A_TIME)


def prediction_of(submission: Submission, answer: "Answer", version: ModelVersion) -> Prediction:
    """What was answered to it, still to be stored."""
    return Prediction(
        submission=submission,
        model_version=version,
        task=submission.task,
        student=submission.student,
        made_by=submission.made_by,
        made_at=submission.made_at,
        value=answer.value,
        **_ends(answer.ranges),
        warnings=[asdict(warning) for warning in answer.warnings],
    )


def _ends(ranges: Mapping[int, tuple[float, float]]) -> dict[str, float]:
    """The ends of each range under the names of their columns."""
    return {f"{name}{level}": end for level in LEVELS for name, end in zip(("low", "high"), ranges[level], strict=True)}


def explanation_of(prediction: Prediction) -> Explanation:
    """The stored contributions; computed by the prediction's own model version when first asked for. Of a dry run they
    are no row either."""
    stored = Explanation.objects.filter(prediction=prediction).first() if prediction.pk else None
    if stored is not None:
        return stored
    computed = live.bundle_of(prediction.model_version).explain(prediction.submission.answers)
    explained = {"reference": computed.reference, "contributions": computed.contributions}
    if prediction.pk is None:
        return Explanation(prediction=prediction, **explained)
    # Two readers may compute at the same moment; both get the same numbers and one row is kept.
    try:
        row = Explanation.objects.get_or_create(prediction=prediction, defaults=explained)[0]
    except IntegrityError as error:
        if Prediction.objects.filter(pk=prediction.pk).exists():
            raise
        raise DeletedMeanwhile(_("The prediction was deleted in the meantime.")) from error
    return row
