"""Recording what students really reached; a correction keeps what was said before."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field, InvalidValue
from mlcore.words.numbers import localised
from predictor.models import Outcome, Student, Submission
from predictor.problems import DeletedMeanwhile, ResultChanged, ResultStays

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one student reached in one field on a day; `replaces` is the row that it corrects."""

    student: int
    field: str
    value: float
    day: dt.date
    replaces: int | None = None


def record(
    results: Iterable[Result], *, schema_name: str, made_by: "User", door: Submission.Door, why: str = ""
) -> list[Outcome]:
    """Within a transaction in which the students are locked. The values were checked by their field."""
    rows = [
        Outcome(
            student_id=result.student,
            schema_name=schema_name,
            field=result.field,
            value=result.value,
            day=result.day,
            replaces_id=result.replaces,
            door=door,
            made_by=made_by,
            why=why,
        )
        for result in results
    ]
    return Outcome.objects.bulk_create(rows, batch_size=1_000)


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who says so, through which door, and why; without a reason only where nothing is corrected."""

    by: "User"
    door: Submission.Door
    why: str = ""


def value_of(described: Field, raw: object) -> float:
    """A result as its field allows it. Raises ResultStays, also for what means 'not known'."""
    try:
        value = described.clean(raw)
    except InvalidValue as refusal:
        raise ResultStays(refusal.problem) from refusal
    if not isinstance(value, float):
        raise ResultStays(_("This means 'not known': give the result, or leave it out."))
    return value


@transaction.atomic
def add(results: Sequence[Result], schema_name: str, signed: Signed) -> list[Outcome]:
    """Of students of one class, all of them or none. Raises ResultStays where one has a result of that field and day,
    DeletedMeanwhile."""
    _hold({result.student for result in results})
    there = _there(results, schema_name)
    if there:
        raise ResultStays(_already(there))
    return record(results, schema_name=schema_name, made_by=signed.by, door=signed.door, why=signed.why)


def _already(there: Outcome) -> str:
    told = _(
        "Nothing was stored. %(student)s has a result of %(day)s already: %(value)s. Correct it on the student's page."
    )
    day = date_format(there.day, "DATE_FORMAT")
    return told % {"student": there.student.name, "day": day, "value": localised(f"{there.value:g}")}


@transaction.atomic
def correct(outcome: Outcome, value: float, signed: Signed) -> Outcome:
    """By a row of its own, which keeps the one before. Raises ResultStays, ResultChanged, DeletedMeanwhile."""
    _hold({outcome.student_id})
    now = Outcome.objects.in_force().filter(pk=outcome.pk).first()
    if now is None:
        raise ResultChanged(_("The result was corrected in the meantime. Look at it again before you correct it."))
    if now.value == value:
        raise ResultStays(_("The result is %(value)s already.") % {"value": localised(f"{value:g}")})
    corrected = Result(student=now.student_id, field=now.field, value=value, day=now.day, replaces=now.pk)
    return record([corrected], schema_name=now.schema_name, made_by=signed.by, door=signed.door, why=signed.why)[0]


def _hold(students: set[int]) -> None:
    """Until the end of the transaction nobody else records for them. Results arrive after a year has ended: they are
    recorded in archived classes, too."""
    held = Student.objects.to_change().filter(pk__in=students).order_by("pk").values_list("pk", flat=True)
    if set(held) != students:
        raise DeletedMeanwhile(_("A student was deleted in the meantime."))


def _there(results: Sequence[Result], schema_name: str) -> Outcome | None:
    """One in force where another would be recorded."""
    students = [result.student for result in results]
    rows = Outcome.objects.in_force().filter(student__in=students, schema_name=schema_name).select_related("student")
    taken = {(result.student, result.field, result.day) for result in results}
    return next((row for row in rows if (row.student_id, row.field, row.day) in taken), None)
