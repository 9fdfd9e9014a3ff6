"""Every use-case that touches several tables or the machine; pages, files and the API call the same ones."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from mlcore.models import ModelVersion, Promotion, Task
from mlcore.pipeline.exceptions import InvalidValue
from mlcore.pipeline.schema import Field, Schema, Value
from mlcore.pipeline.schema import Task as Question
from mlcore.versions import live, promotions
from predictor.models import Classroom, Explanation, Prediction, Student, Submission

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from mlcore.pipeline.bundle.bundle import Answer

# What the machine refuses, by the names under which every door meets it.
NoLiveModel = live.NoLiveModel
NotPromoted = promotions.NotPromoted


class InvalidAnswers(Exception):
    """Inputs that the schema does not allow; `errors` has a message per field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


class ReferenceTaken(Exception):
    """Two students of a class cannot have one number."""


class DeletedMeanwhile(Exception):
    """What was written about is gone since it was looked up: 'not found' through every door."""


def clean_answers(schema: Schema, question: Question, answers: Mapping[str, object]) -> dict[str, Value]:
    """Every input of the question in its canonical form, None where nothing is known. Raises InvalidAnswers."""
    inputs = schema.inputs(question)
    everything = dict.fromkeys(field.slug for field in inputs) | dict(answers)
    return _clean(inputs, everything, "an input of this task")


def _clean(fields: Iterable[Field], values: Mapping[str, object], what: str) -> dict[str, Value]:
    known = {field.slug: field for field in fields}
    errors = {slug: _unknown(slug, list(known), what) for slug in values if slug not in known}
    cleaned: dict[str, Value] = {}
    for slug, field in known.items():
        try:
            if slug in values:
                cleaned[slug] = field.clean(values[slug])
        except InvalidValue as error:
            errors[slug] = str(error)
    if errors:
        raise InvalidAnswers(errors)
    return cleaned


def _unknown(slug: str, known: list[str], what: str) -> str:
    near = get_close_matches(slug, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else "there are: " + ", ".join(known)
    return f"'{slug}' is not {what}; {hint}"


def save_student(student: Student, *, name: str, reference: str, known: Mapping[str, object]) -> None:
    """Store a new or changed student; of what is known, the given fields are changed, and None forgets one.

    Whoever changes one holds it by `Student.objects.to_change()`. Raises InvalidAnswers, ReferenceTaken,
    DeletedMeanwhile.
    """
    fields = student.classroom.schema_version.schema.described
    everything = student.known | _clean(fields, known, "recorded about students of this class")
    student.name, student.reference = name, reference
    student.known = {field.slug: value for field in fields if (value := everything.get(field.slug)) is not None}
    try:
        with transaction.atomic():
            student.save()
    except IntegrityError as error:
        if "reference_once_per_class" in str(error):
            raise ReferenceTaken("Another student of this class has this number.") from error
        raise DeletedMeanwhile("The class was deleted in the meantime.") from error


def tasks_of(classroom: Classroom) -> list[Task]:
    """The questions that can be asked about a student of the class, whichever version of its schema they have."""
    tasks = Task.objects.filter(schema_version__name=classroom.schema_version.name)
    return list(tasks.select_related("schema_version").prefetch_related("versions"))


def is_asked_of(task: Task, classroom: Classroom) -> bool:
    """Is the task among `tasks_of` the class? Mostly no query: both are on the same version of a schema."""
    same = task.schema_version_id == classroom.schema_version_id
    return same or task.schema_version.name == classroom.schema_version.name


def make_prediction(
    *,
    task: Task,
    answers: Mapping[str, object],
    made_by: "User",
    door: Submission.Door,
    student: Student | None = None,
) -> Prediction:
    """Check the answers, ask the live model, store both. Raises InvalidAnswers, NoLiveModel, BundleError,
    DeletedMeanwhile.
    """
    model = live.live(task)
    schema = model.bundle.schema
    cleaned = clean_answers(schema, model.bundle.task, answers)
    answer = model.bundle.predict([cleaned])[0]
    submission = Submission(
        task=task,
        schema_version_id=model.version.schema_version_id,
        student=student,
        answers=cleaned,
        door=door,
        made_by=made_by,
    )
    return _stored(submission, answer, model.version)


def _stored(submission: Submission, answer: "Answer", version: ModelVersion) -> Prediction:
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
            prediction = _prediction(submission, answer)
            prediction.model_version = version
            prediction.save()
    except IntegrityError as error:
        if submission.student is None or Student.objects.filter(pk=submission.student.pk).exists():
            raise
        raise DeletedMeanwhile("The student was deleted in the meantime.") from error
    return prediction


def _prediction(submission: Submission, answer: "Answer") -> Prediction:
    (low80, high80), (low90, high90) = answer.ranges[80], answer.ranges[90]
    return Prediction(
        submission=submission,
        task=submission.task,
        student=submission.student,
        made_by=submission.made_by,
        made_at=submission.made_at,
        value=answer.value,
        low80=low80,
        high80=high80,
        low90=low90,
        high90=high90,
        warnings=[
            {"kind": warning.kind, "field": warning.field, "message": warning.message} for warning in answer.warnings
        ],
    )


def explanation_of(prediction: Prediction) -> Explanation:
    """The stored contributions; computed by the prediction's own model version when first asked for."""
    stored = Explanation.objects.filter(prediction=prediction).first()
    if stored is not None:
        return stored
    bundle = live.bundle_of(prediction.model_version)
    computed = bundle.explain(prediction.submission.answers)
    # Two readers may compute at the same moment; both get the same numbers and one row is kept.
    found = {"reference": computed.reference, "contributions": computed.contributions}
    try:
        row, _ = Explanation.objects.get_or_create(prediction=prediction, defaults=found)
    except IntegrityError as error:
        if Prediction.objects.filter(pk=prediction.pk).exists():
            raise
        raise DeletedMeanwhile("The prediction was deleted in the meantime.") from error
    return row


def version_before(task: Task) -> ModelVersion:
    """The version that `roll_back` would bring back. Raises NotPromoted."""
    return promotions.version_before(task)


def promote(version: ModelVersion, *, by: "User", why: str, expected: int) -> Promotion:
    """Let a version answer from now on, if the live one is still the expected one. Raises NotPromoted, BundleError."""
    return promotions.promote(version, who=by.get_username(), why=why, expected=expected)


def roll_back(task: Task, *, by: "User", why: str, expected: int) -> Promotion:
    """Let the version before the expected live one answer again. Raises NotPromoted, BundleError."""
    return promotions.rollback(task, who=by.get_username(), why=why, expected=expected)
