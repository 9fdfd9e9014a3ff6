"""Predicting many rows in one call: what is wrong with one keeps no other from being predicted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore import stopping
from mlcore.pipeline.schema import Field, Value
from mlcore.pipeline.schema.answers import InvalidAnswers, clean, clean_inputs
from mlcore.versions.live import LiveModel
from predictor.access.questions import is_asked_of
from predictor.access.reading.closed import closed_to
from predictor.models import Classroom, Prediction, Student, Submission
from predictor.predicting.known.entries import Entries
from predictor.predicting.prefill import fitting
from predictor.predicting.work import prediction_of, store_all
from predictor.problems import ClassArchived, Refusal, StudentObjects
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotYours(Refusal):
    """A student whom whoever asks does not have, or of whom the task is not asked."""


@dataclass(frozen=True)
class Row:
    answers: Mapping[str, object]
    student: int | None = None


Refused = InvalidAnswers | NotYours | ClassArchived | StudentObjects
# A row that could be asked: its student and its checked inputs.
Ready = tuple[Student | None, dict[str, Value]]


@transaction.atomic
def predict_rows(
    model: LiveModel, rows: Sequence[Row], *, made_by: "User", dry_run: bool = False
) -> list[Prediction | Refused]:
    """For each row, in the same order, its prediction or why there is none. Raises PredictingStopped."""
    checks = _Checks(model, made_by, [row.student for row in rows if row.student is not None])
    checked = [checks.of(row) for row in rows]
    ready = [one for one in checked if isinstance(one, tuple)]
    made = iter(_made(model, ready, made_by, dry_run=dry_run))
    stopping.check()  # also where somebody stopped it while this went on
    return [next(made) if isinstance(one, tuple) else one for one in checked]


def _made(model: LiveModel, ready: Sequence[Ready], made_by: "User", *, dry_run: bool) -> list[Prediction]:
    submissions = [_submission(model, made_by, *one) for one in ready]
    answers = model.bundle.predict([inputs for _student, inputs in ready])
    if not dry_run:
        return store_all(submissions, answers, model.version)
    pairs = zip(submissions, answers, strict=True)
    return [prediction_of(submission, answer, model.version) for submission, answer in pairs]


def _submission(model: LiveModel, made_by: "User", student: Student | None, inputs: dict[str, Value]) -> Submission:
    return Submission(
        task=model.version.task,
        schema_version_id=model.version.schema_version_id,
        student=student,
        answers=inputs,
        door=Submission.Door.API,
        made_by=made_by,
        made_at=timezone.now(),
    )


class _Checks:
    """What one row is checked by, read once for all of them: as many queries for three as for a thousand."""

    def __init__(self, model: LiveModel, user: "User", keys: Iterable[int]) -> None:
        self._model, self._user = model, user
        theirs = Student.objects.open_to(user, Act.PREDICT).filter(pk__in=set(keys))
        # Held: who is deleted meanwhile would take the whole call along.
        held = Student.objects.to_change().filter(pk__in=theirs.order_by().values("pk")).select_related("classroom")
        self._students = {student.pk: student for student in held.order_by("pk")}
        open_ones = Classroom.objects.open_to(user, Act.PREDICT).filter(archived_at=None)
        found = Student.objects.in_classes(open_ones).filter(pk__in=list(self._students)).order_by()
        self._open = set(found.values_list("pk", flat=True))
        self._closed, self._given = self._fields()
        self._entries = Entries(list(self._students)) if self._closed else None

    def of(self, row: Row) -> Ready | Refused:
        try:
            student = None if row.student is None else self._student(row.student)
            return student, self._inputs(row, student)
        except (InvalidAnswers, NotYours, ClassArchived, StudentObjects) as refused:
            return refused

    def _fields(self) -> tuple[list[Field], list[Field]]:
        """Inputs that whoever asks may not enter, and all others."""
        schema, task = self._model.bundle.schema, self._model.bundle.task
        closed = closed_to(self._user, schema.name).enter
        inputs = schema.inputs(task)
        return [one for one in inputs if one.slug in closed], [one for one in inputs if one.slug not in closed]

    def _student(self, pk: int) -> Student:
        student = self._students.get(pk)
        if student is None:
            raise NotYours(_("You have no student %(pk)s.") % {"pk": pk})
        task = self._model.version.task
        if not is_asked_of(task, student.classroom):
            told = _("Task '%(slug)s' is not asked of this student's class.")
            raise NotYours(told % {"slug": task.slug})
        if pk not in self._open:
            raise ClassArchived(student.class_known_to(self._user))
        StudentObjects.check(student)
        return student

    def _inputs(self, row: Row, student: Student | None) -> dict[str, Value]:
        """To whoever may not enter a field it is one that is not there, and what is known of the student counts."""
        answers = row.answers
        if self._closed:
            answers = clean(self._given, row.answers)
            if student and self._entries:
                answers |= fitting(self._closed, self._entries.of(student, self._closed))
        return clean_inputs(self._model.bundle.schema, self._model.bundle.task, answers)
