"""Writing about classes and students, while others may be writing about the same ones."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.models import SchemaVersion
from mlcore.pipeline.schema import Field, Value
from mlcore.pipeline.schema.answers import clean
from predictor.access_log.record import touched
from predictor.models import Classroom, KeptCall, Prediction, Student
from predictor.problems import ClassArchived, DeletedMeanwhile, ReferenceTaken

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTHING: Mapping[str, object] = {}
FACTS = ("name", "reference", "known", "noted")


def schemas_in_use() -> QuerySet[SchemaVersion]:
    """In the words of which a new class may be described: a task asks for them."""
    return SchemaVersion.objects.filter(tasks__isnull=False).distinct()


@transaction.atomic
def create_class(*, name: str, schema_version: SchemaVersion, teacher: "User") -> Classroom:
    classroom = Classroom.objects.create(name=name, schema_version=schema_version)
    classroom.teachers.add(teacher)
    return classroom


@transaction.atomic
def rename_class(classroom: Classroom, name: str) -> None:
    """Raises DeletedMeanwhile, ClassArchived."""
    held = Classroom.objects.to_change().filter(pk=classroom.pk).first()
    if held is None:
        raise DeletedMeanwhile(_("The class was deleted in the meantime."))
    ClassArchived.check(held)
    held.name = classroom.name = name
    held.save(update_fields=["name"])


@transaction.atomic
def delete_class(classroom: Classroom) -> None:
    """With its students and all that was predicted for them."""
    _lock(Classroom.objects.filter(pk=classroom.pk))
    _lock_students(classroom.own_students.all())
    touched(classroom.own_students.values_list("pk", flat=True))
    KeptCall.objects.blank()
    classroom.delete()


def save_student(
    student: Student,
    *,
    name: str | None = None,
    reference: str | None = None,
    known: Mapping[str, object] = NOTHING,
    by: "User | None" = None,
) -> None:
    """Store a new student, or change what is given of one; in what is known, None forgets a field. Where nobody says
    who does it, it is done in the student's own class.

    Raises InvalidAnswers, ReferenceTaken, DeletedMeanwhile, ClassArchived.
    """
    if by is None or student.pk is None:
        ClassArchived.check(student.classroom)
    else:
        ClassArchived.check_of(student, by)
    given = {"name": name, "reference": reference}
    try:
        with transaction.atomic():
            _store(student, {field: text for field, text in given.items() if text is not None}, known)
    except IntegrityError as error:
        if "reference_once_per_class" in str(error):
            raise ReferenceTaken(_("Another student of this class has this number.")) from error
        raise DeletedMeanwhile(_("The class was deleted in the meantime.")) from error


@transaction.atomic
def delete_student(student: Student) -> None:
    """With all that was predicted for them."""
    _lock_students(Student.objects.filter(pk=student.pk))
    touched([student.pk])
    KeptCall.objects.blank()
    student.delete()


def _store(student: Student, identity: Mapping[str, str], known: Mapping[str, object]) -> None:
    is_there = student.pk is not None
    if is_there:
        _hold(student)
    version = student.classroom.schema_version
    note(student, clean(version.entered.described, known, asked="student"), version.schema.described)
    for field, text in identity.items():
        setattr(student, field, text)
    # Only what was held: all else may be another by now.
    student.save(update_fields=FACTS if is_there else None)
    touched([student.pk])


def note(student: Student, values: Mapping[str, Value], fields: Iterable[Field]) -> None:
    """Keep values on a student that is saved afterwards, each with the moment if it is another one than before."""
    moment = timezone.now().isoformat()
    everything = student.known | values
    changed = {slug for slug, value in values.items() if value != student.known.get(slug)}
    student.known = {field.slug: value for field in fields if (value := everything.get(field.slug)) is not None}
    times = student.noted | dict.fromkeys(changed, moment)
    student.noted = {slug: time for slug, time in times.items() if slug in student.known}


def _hold(student: Student) -> None:
    """As they are stored now, until the end of the transaction."""
    try:
        student.refresh_from_db(
            fields=("name", "reference", "known", "noted"), from_queryset=Student.objects.to_change()
        )
    except Student.DoesNotExist as error:
        raise DeletedMeanwhile(_("The student was deleted in the meantime.")) from error


def _lock_students(students: QuerySet[Student]) -> None:
    _lock(students)
    _lock(Prediction.objects.filter(student__in=students.order_by().values("pk")))


def _lock(rows: QuerySet[Any]) -> None:
    # A prediction stored between the look for what to delete and the end would make the whole deletion fail.
    # Whoever refers to a locked row waits instead, and then finds it gone.
    list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
