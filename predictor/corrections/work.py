"""Asking for a correction, carrying it out, refusing it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.models import Task
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.schema import Field, InvalidValue, Value
from mlcore.words.said import said
from predictor import problems
from predictor.access.reading.closed import closed_to
from predictor.access_log.record import touched
from predictor.classes.work import note
from predictor.corrections.made_with import made_with
from predictor.models import CorrectedPrediction, Correction, Prediction, Student, Submission
from predictor.predicting.known.entries import Entries
from predictor.predicting.work import make_prediction
from predictor.problems import ClassArchived, CorrectionStays, DeletedMeanwhile

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Correction.State
# What keeps an entry that was put right from being predicted again at once; the correction itself stands.
NOT_AGAIN = (
    problems.NoLiveModel,
    problems.PredictingStopped,
    problems.StudentObjects,
    problems.InvalidAnswers,
    BundleError,
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`right` is None where it is not known what it should be."""

    field: str
    right: object
    asked_by: str
    said: str = ""
    due: dt.date | None = None


@dataclass(frozen=True)
class CarriedOut:
    """`marked` predictions were made with the entry; `again` are those that replace the newest of them, and `not_again`
    are questions with why they could not be predicted again."""

    correction: Correction
    marked: int
    again: tuple[Prediction, ...]
    not_again: tuple[tuple[Task, str], ...]


def due_by_default() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=settings.CORRECTION_DAYS)


def field_of(student: Student, slug: str) -> Field | None:
    """Of what may be known of them."""
    described = student.classroom.schema_version.entered.described
    return next((field for field in described if field.slug == slug), None)


@transaction.atomic
def ask(student: Student, asked: Asked, by: "User") -> Correction:
    """Raises CorrectionStays, InvalidValue, DeletedMeanwhile."""
    held, field = _held(student), field_of(student, asked.field)
    if field is None:
        raise CorrectionStays(_("There is no such entry."))
    right, was = field.clean(asked.right), Entries([held.pk]).of(held, [field])[field.slug]
    if right == was:
        raise CorrectionStays(_("That is what stands there already."))
    if Correction.objects.waiting().filter(student=held, field=field.slug).exists():
        raise CorrectionStays(_("A request about this entry is open already."))
    due = asked.due or due_by_default()
    given = {"asked_by": asked.asked_by, "said": asked.said, "due": due}
    return Correction.objects.create(student=held, field=field.slug, was=was, right=right, made_by=by, **given)


@transaction.atomic
def refuse(correction: Correction, *, by: "User", why: str) -> Correction:
    """Raises CorrectionStays, DeletedMeanwhile."""
    if not why.strip():
        raise CorrectionStays(_("Say why it is refused."))
    _held(correction.student)
    return _decided(_open(correction), State.REFUSED, by, why)


@transaction.atomic
def carry_out(correction: Correction, *, by: "User", door: Submission.Door, why: str = "") -> CarriedOut:
    """What was entered is put right; predictions that were made with it are marked, and the questions whose newest one
    was are predicted again, by this door. Raises CorrectionStays, ClassArchived, DeletedMeanwhile."""
    student = _held(correction.student)
    ClassArchived.check_of(student, by)
    now = _open(correction)
    wrong = made_with(student, now)
    _put_right(student, now)
    CorrectedPrediction.objects.bulk_create(CorrectedPrediction(prediction=one, correction=now) for one in wrong)
    _decided(now, State.DONE, by, why)
    again, not_again = _predicted_again(student, now, wrong, by, door)
    return CarriedOut(now, len(wrong), tuple(again), tuple(not_again))


def _held(student: Student) -> Student:
    """What is known of them stays as it is until the end of the transaction."""
    rows = Student.objects.to_change().select_related("classroom__schema_version")
    held = rows.filter(pk=student.pk).first()
    if held is None:
        raise DeletedMeanwhile(_("The student was deleted in the meantime."))
    touched([held.pk])
    return held


def _open(correction: Correction) -> Correction:
    now = Correction.objects.to_change().filter(pk=correction.pk, state=State.OPEN).first()
    if now is None:
        raise CorrectionStays(_("It was decided in the meantime. Look at it again."))
    return now


def _decided(correction: Correction, state: State, by: "User", why: str) -> Correction:
    correction.state, correction.why = state, why.strip()
    correction.decided_by, correction.decided_at = by, timezone.now()
    correction.save(update_fields=["state", "why", "decided_by", "decided_at"])
    return correction


def _put_right(student: Student, correction: Correction) -> None:
    """Noted again though it may stand there: what is noted last counts, not what was submitted before."""
    fields = student.classroom.schema_version.schema.described
    field = field_of(student, correction.field)
    try:
        right: Value = field.clean(correction.right) if field else None
    except InvalidValue as error:
        raise CorrectionStays(said(error.problem)) from error
    note(student, {correction.field: right}, fields)
    student.noted = student.noted | {correction.field: timezone.now().isoformat()}
    student.save(update_fields=["known", "noted"])


def _predicted_again(
    student: Student, correction: Correction, wrong: list[Prediction], by: "User", door: Submission.Door
) -> tuple[list[Prediction], list[tuple[Task, str]]]:
    again: list[Prediction] = []
    not_again: list[tuple[Task, str]] = []
    for newest in _newest_of_questions(student, wrong):
        answers = _entered(newest, by) | {correction.field: correction.right}
        try:
            with transaction.atomic():
                made = make_prediction(task=newest.task, answers=answers, made_by=by, door=door, student=student)
            again.append(made)
        except NOT_AGAIN as error:
            not_again.append((newest.task, said(error) if isinstance(error, BundleError) else str(error)))
    return again, not_again


def _entered(prediction: Prediction, by: "User") -> dict[str, Value]:
    """What was, as far as they may enter it; the rest is known of the student."""
    closed = closed_to(by, prediction.task.schema_version.name).enter
    return {slug: value for slug, value in prediction.submission.answers.items() if slug not in closed}


def _newest_of_questions(student: Student, wrong: list[Prediction]) -> Iterator[Prediction]:
    """Those that nothing came after which was made without the wrong entry."""
    for task in dict.fromkeys(one.task_id for one in wrong):
        newest = Prediction.objects.filter(student=student, task=task).latest_in_time().first()
        of_task = next(one for one in wrong if one.task_id == task)
        if newest and newest.pk == of_task.pk:
            yield of_task
