"""Storing what was entered in a grid: all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field, Value, exact, written
from predictor.classes.work import note
from predictor.models import Classroom, Student
from predictor.predicting.known.entries import Entries
from predictor.problems import ClassArchived, DeletedMeanwhile, EnteredMeanwhile

AT_A_TIME = 500


@dataclass(frozen=True)
class Entry:
    """One cell: what was seen in it, as text, as it may be what no schema takes any more; and what stands there now."""

    student: int
    field: Field
    seen: str
    value: Value


@transaction.atomic
def store(classroom: Classroom, entries: Iterable[Entry]) -> int:
    """How many cells. Raises EnteredMeanwhile where one is not as it was seen any more, DeletedMeanwhile,
    ClassArchived."""
    ClassArchived.check(classroom)
    by_student: dict[int, list[Entry]] = {}
    for entry in entries:
        by_student.setdefault(entry.student, []).append(entry)
    held = Student.objects.to_change().of(classroom).filter(pk__in=by_student).order_by("pk")
    students = {student.pk: student for student in held}
    if set(by_student) - set(students):
        raise DeletedMeanwhile(_("A student was deleted or moved in the meantime."))
    _refuse_changed(by_student, students)
    for key, own in by_student.items():
        _note(students[key], own, classroom.schema_version.schema.described)
    Student.objects.bulk_update(students.values(), ["known", "noted"], batch_size=AT_A_TIME)
    return sum(map(len, by_student.values()))


def _refuse_changed(by_student: Mapping[int, list[Entry]], students: Mapping[int, Student]) -> None:
    known = Entries(students)
    changed = [
        (students[key], entry.field)
        for key, own in by_student.items()
        for entry in own
        if as_text(known.of(students[key], [entry.field])[entry.field.slug]) not in (entry.seen, as_text(entry.value))
    ]
    if changed:
        raise EnteredMeanwhile([(student.name, field.label) for student, field in changed])


def _note(student: Student, own: Iterable[Entry], fields: Iterable[Field]) -> None:
    values = {entry.field.slug: entry.value for entry in own}
    note(student, values, fields)
    # What is said again after somebody submitted another value is newer than that.
    moment = timezone.now().isoformat()
    student.noted = student.noted | {slug: moment for slug in values if slug in student.known}


def as_text(value: Value) -> str:
    """Sent again as it stands, it gives the same value."""
    return exact(written(value)) if isinstance(value, int | float) else value or ""
