"""Taking an import back: row for row as it was, unless somebody changed one of these students since."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema.texts import listed
from predictor.access_log.record import touched
from predictor.classes.work import FACTS
from predictor.imports.work import AT_A_TIME, facts, held, hold_class, hold_classes
from predictor.models import (
    Classroom,
    Import,
    ImportedChange,
    Membership,
    Outcome,
    Student,
    Submission,
    Support,
    Target,
)
from predictor.problems import ClassArchived, UndoRefused
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_NAMED = 20
RECORDED = (Submission.objects, Target.objects, Outcome.objects, Support.objects)
OF_OTHERS = N_(
    "Nothing was undone, because students came from or went to classes that are not yours. An admin can undo the whole "
    "file."
)
CHANGED = N_("Nothing was undone, because these students were changed since: %(names)s.")
USED = N_(
    "Nothing was undone, because these students were predicted for, or given a target, a result or support, since: "
    "%(names)s."
)
CLASS_GONE = N_("Nothing was undone, because these students were in a class before that was deleted since: %(names)s.")
CLEARED = N_("Nothing was undone: what students were before is kept for a time only, and that is over.")
CORRECTED = N_("Nothing was undone, because these students were corrected since: %(names)s.")


@transaction.atomic
def undo(row: Import, user: "User") -> Import:
    """Also days later; of students that were deleted since nothing is left to take back.

    Raises ImportDone, and UndoRefused with the names of those who were changed, or where it would move students between
    classes that are not the user's, and ClassArchived.
    """
    others = classes_of(row.changes.all())
    _refuse_classes_of_others(others, user)
    hold_classes([row.classroom_id, *others])
    hold_class(row.classroom)
    row = held(row, Import.State.STORED)
    ClassArchived.check(row.classroom)
    _refuse_cleared(row)
    # Whoever predicts for one of them, sets a target or changes them waits, and then finds them as they were.
    students = Student.objects.filter(pk__in=row.changes.values("student")).order_by("pk")
    locked = {student.pk: student for student in students.select_for_update(of=("self",))}
    touched(locked)
    changes = [change for change in row.changes.all() if change.student_id in locked]
    if row.kind == Import.Kind.OUTCOMES:
        besides = _besides(row)
        _refuse_classes_of_others({one.classroom_id for one in locked.values() if one.pk not in besides}, user)
        _take_back_outcomes(changes, locked.values())
    else:
        _take_back_students(row, changes, locked)
    row.state, row.undone_at, row.undone_by = Import.State.UNDONE, timezone.now(), user
    row.save(update_fields=["state", "undone_at", "undone_by"])
    return row


def _take_back_students(row: Import, changes: Sequence[ImportedChange], locked: dict[int, Student]) -> None:
    new = [change for change in changes if change.before is None]
    others = [change for change in changes if change.before is not None]
    besides = _besides(row)
    moved = [locked[one.student_id] for one in changes if _is_another(locked[one.student_id], row, one.after, besides)]
    _refuse(moved, CHANGED)
    _refuse(_in_use(change.student_id for change in new), USED)
    Student.objects.filter(pk__in=[change.student_id for change in new]).delete()
    _restore([(locked[change.student_id], change.before or {}) for change in others])


def classes_of(changes: QuerySet[ImportedChange]) -> set[int]:
    """From which and into which students went."""
    moves = changes.filter(before__has_key="classroom_id")
    pairs = moves.values_list("before__classroom_id", "after__classroom_id")
    return {int(key) for pair in pairs for key in pair if key}


def _refuse_cleared(row: Import) -> None:
    kept = timedelta(days=settings.KEPT_DAYS["undo_data"])
    if row.stored_at and row.stored_at <= timezone.now() - kept and not row.changes.exists():
        raise UndoRefused(message(CLEARED))


def _refuse_classes_of_others(keys: Iterable[int], user: "User") -> None:
    there = Classroom.objects.filter(pk__in=keys)
    if there.exclude(pk__in=Classroom.objects.open_to(user, Act.CHANGE).values("pk")).exists():
        raise UndoRefused(message(OF_OTHERS))


def _is_another(student: Student, row: Import, after: Mapping[str, Any], besides: set[int]) -> bool:
    """A file about a whole school also tells to which class somebody came; others leave students in theirs."""
    now = facts(student) | {"classroom_id": student.classroom_id}
    stayed = student.classroom_id if student.pk in besides else row.classroom_id
    return now != {"classroom_id": stayed, **after}


def _besides(row: Import) -> set[int]:
    """Students who are in its class and have another one of their own."""
    rows = Membership.objects.active().filter(classroom=row.classroom_id)
    return set(rows.values_list("student", flat=True))


def _refuse_gone_classes(students: Sequence[tuple[Student, Mapping[str, Any]]]) -> None:
    came = {student: before["classroom_id"] for student, before in students if "classroom_id" in before}
    there = set(Classroom.objects.filter(pk__in=came.values()).values_list("pk", flat=True))
    _refuse([student for student, key in came.items() if key not in there], CLASS_GONE)


def _restore(students: Sequence[tuple[Student, Mapping[str, Any]]]) -> None:
    _refuse_gone_classes(students)
    for student, before in students:
        for name, value in before.items():
            setattr(student, name, value)
    try:
        Student.objects.bulk_update([student for student, _ in students], [*FACTS, "classroom"], batch_size=AT_A_TIME)
    except IntegrityError as error:
        taken = N_("Nothing was undone: a number that it would bring back is another student's now.")
        raise UndoRefused(message(taken)) from error


def _in_use(students: Iterable[int]) -> QuerySet[Student]:
    """Those for whom something was recorded."""
    rows = Student.objects.filter(pk__in=list(students))
    # A prediction has a submission.
    theirs = (Exists(table.filter(student=OuterRef("pk"))) for table in RECORDED)
    return rows.filter(reduce(or_, theirs)).order_by("name", "pk")


def _take_back_outcomes(changes: Sequence[ImportedChange], students: Iterable[Student]) -> None:
    made = [change.after["outcome"] for change in changes]
    corrected = set(Outcome.objects.filter(replaces__in=made).values_list("student", flat=True))
    _refuse([student for student in students if student.pk in corrected], CORRECTED)
    Outcome.objects.filter(pk__in=made).delete()


def _refuse(students: Iterable[Student], why: str) -> None:
    names = [student.name for student in students]
    if names:
        raise UndoRefused(message(why, names=listed(names, most=MOST_NAMED)))
