"""Archiving a class, bringing it back, bringing it into the next year, and letting one student change class."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema.texts import listed
from mlcore.words.said import said
from predictor.models import Classroom, Membership, Student
from predictor.problems import ClassArchived, ClassStays, DeletedMeanwhile

AT_A_TIME = 1_000
GONE = message(N_("The class was deleted in the meantime."))
GONE_STUDENT = message(N_("The student was deleted or moved in the meantime."))
# A number that can be that of a year of school, and has no figure beside it.
YEAR = re.compile(r"(?<!\d)(1[0-2]|[1-9])(?!\d)")


@transaction.atomic
def archive(classroom: Classroom) -> None:
    """It keeps the day of the first time. Raises DeletedMeanwhile."""
    _close(hold(classroom))


@transaction.atomic
def bring_back(classroom: Classroom) -> None:
    """Raises DeletedMeanwhile."""
    held = hold(classroom)
    held.archived_at = None
    held.save(update_fields=["archived_at"])


@transaction.atomic
def into_next_year(
    classroom: Classroom, *, name: str = "", into: Classroom | None = None, going: Collection[int] | None = None
) -> Classroom:
    """Let students go on with all that is known and was predicted, into a new class of this name with the same teachers
    or `into` one that is there, and archive the class that they leave, with who stays behind. `going` are all where
    nobody says.

    Raises ClassStays, ClassArchived, DeletedMeanwhile.
    """
    held, there = _hold_both(classroom, into)
    chosen = _chosen(list(Student.objects.to_change().of(held).order_by("pk")), going)
    following = there or _following(held, name)
    _move([student for student in chosen if student.classroom_id == held.pk], held, following)
    _follow([student for student in chosen if student.classroom_id != held.pk], held, following)
    _close(held)
    return following


@transaction.atomic
def move_student(student: Student, into: Classroom) -> None:
    """With all that is known and was predicted. Raises ClassStays, ClassArchived, DeletedMeanwhile."""
    held, there = _hold_both(student.classroom, into)
    found = Student.objects.to_change().filter(pk=student.pk, classroom=held).first()
    if found is None or there is None:
        raise DeletedMeanwhile(GONE_STUDENT)
    _move([found], held, there)


@transaction.atomic
def add_to_class(student: Student, into: Classroom) -> None:
    """Besides their own. Raises ClassStays, ClassArchived, DeletedMeanwhile."""
    _, there = _hold_both(student.classroom, into)
    found = Student.objects.to_change().filter(pk=student.pk, classroom=student.classroom_id).first()
    if found is None or there is None:
        raise DeletedMeanwhile(GONE_STUDENT)
    Membership.objects.update_or_create(student=found, classroom=there, defaults={"left_at": None})


@transaction.atomic
def leave_class(student: Student, classroom: Classroom) -> None:
    """All that was predicted stays theirs; whoever leaves their own class goes on in another one that they are in.

    Raises ClassStays where they are in no other, DeletedMeanwhile.
    """
    besides = Membership.objects.active().filter(student=student)
    if student.classroom_id == classroom.pk:
        other = besides.filter(classroom__archived_at=None).select_related("classroom").order_by("pk").first()
        if other is None:
            raise ClassStays(
                _("%(student)s is in no other class. Move them into one instead; nothing is lost then.")
                % {"student": student.name}
            )
        move_student(student, other.classroom)
    elif not besides.filter(classroom=classroom).update(left_at=timezone.now()):
        raise DeletedMeanwhile(GONE_STUDENT)


def name_of_next_year(name: str) -> str:
    """'Class 9a' after 'Class 8a'; the same where no number in it can be that of a year."""
    return YEAR.sub(lambda found: str(int(found[0]) + 1), name, count=1)


def hold(classroom: Classroom) -> Classroom:
    """As it is now, until the end of the transaction. Raises DeletedMeanwhile."""
    held = Classroom.objects.to_change().filter(pk=classroom.pk).first()
    if held is None:
        raise DeletedMeanwhile(GONE)
    return held


def _hold_both(classroom: Classroom, into: Classroom | None) -> tuple[Classroom, Classroom | None]:
    """In an order in which two at once do not wait for each other; nobody is added to them meanwhile."""
    keys = [classroom.pk, into.pk] if into else [classroom.pk]
    rows = Classroom.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    held = {row.pk: row for row in rows}
    if len(held) < len(keys):
        raise DeletedMeanwhile(GONE) if len(set(keys)) == len(keys) else ClassStays(_("That is the class they are in."))
    there = held[into.pk] if into else None
    if there:
        _check_fits(held[classroom.pk], there)
    return held[classroom.pk], there


def _check_fits(classroom: Classroom, into: Classroom) -> None:
    ClassArchived.check(into)
    if into.schema_version_id != classroom.schema_version_id:
        raise ClassStays(
            _("%(into)s records other things about its students than %(classroom)s.")
            % {"into": into.name, "classroom": classroom.name}
        )


def _following(held: Classroom, name: str) -> Classroom:
    following = Classroom.objects.create(name=name, schema_version_id=held.schema_version_id)
    following.teachers.set(held.teachers.all())
    return following


def _close(held: Classroom) -> None:
    held.archived_at = held.archived_at or timezone.now()
    held.save(update_fields=["archived_at"])


def _chosen(students: Sequence[Student], going: Collection[int] | None) -> list[Student]:
    """Raises ClassStays."""
    chosen = [student for student in students if going is None or student.pk in going]
    if going is not None and len(chosen) < len(set(going)):
        raise ClassStays(_("Nothing was done: a student who was chosen is not in this class any more. Look again."))
    if not chosen:
        raise ClassStays(_("Nobody would go along. Choose at least one student, or archive the class."))
    return chosen


def _move(students: Iterable[Student], before: Classroom, to: Classroom) -> None:
    moved = list(students)
    _refuse_numbers(moved, to)
    for student in moved:
        student.classroom = to
    Student.objects.bulk_update(moved, ["classroom"], batch_size=AT_A_TIME)
    note_left([Membership(student=student, classroom=before) for student in moved], to)


def _follow(students: Sequence[Student], before: Classroom, to: Classroom) -> None:
    """Those who were in the class besides their own."""
    Membership.objects.active().filter(classroom=before, student__in=students).update(left_at=timezone.now())
    rows = [Membership(student=student, classroom=to) for student in students if student.classroom_id != to.pk]
    _store(rows)


def _refuse_numbers(students: Sequence[Student], to: Classroom) -> None:
    numbers = {student.reference: student.name for student in students if student.reference}
    taken = Student.objects.filter(classroom=to, reference__in=list(numbers)).values_list("reference", flat=True)
    names = [f"{numbers[reference]} ({reference})" for reference in taken]
    if names:
        raise ClassStays(
            _("In %(to)s others have the same number: %(names)s. Change one of each first.")
            % {"to": to.name, "names": said(listed(names))}
        )


def note_left(rows: Sequence[Membership], to: Classroom) -> None:
    """Which class each student leaves now; the one that they go to is their own from now on."""
    moment = timezone.now()
    for row in rows:
        row.left_at = moment
    _store(rows)
    Membership.objects.filter(classroom=to, student__in=[row.student_id for row in rows]).delete()


def _store(rows: Sequence[Membership]) -> None:
    # Whoever comes and goes again left at the last of these times.
    Membership.objects.bulk_create(
        rows,
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["student", "classroom"],
        update_fields=["left_at"],
    )
