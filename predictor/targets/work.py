"""Setting, taking back, locking and unlocking a target, while somebody else may be doing so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.models import Task
from predictor.access.rights import may
from predictor.models import Student, Target
from predictor.problems import ClassArchived, DeletedMeanwhile, TargetChanged, TargetLocked, TargetStays
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


LOCKED = gettext_noop("The target was locked by %(who)s on %(at)s. Only %(who)s or an admin can change or unlock it.")
CHANGED = gettext_noop("The target was changed by %(who)s on %(at)s. Look at it again before you change it.")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What is to be reached, as its field allows it: a score, or a grade by its label."""

    score: float | None = None
    grade: str = ""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who acts and why; `seen` is the row that they saw as the newest, None where there was none."""

    by: "User"
    why: str
    seen: int | None


def newest_of(student: Student, task: Task) -> Target | None:
    """The row that counts, perhaps one that took the target back."""
    rows = Target.objects.filter(student=student, task=task).select_related("made_by")
    return rows.latest_first().first()


@transaction.atomic
def set_target(student: Student, task: Task, aim: Aim, signed: Signed, *, locked: bool = False) -> Target:
    """Raises TargetStays, DeletedMeanwhile."""
    _held(student, task, signed)
    return _store(student, task, aim, signed, locked=locked)


@transaction.atomic
def take_back(student: Student, task: Task, signed: Signed) -> Target:
    """Raises TargetStays, DeletedMeanwhile."""
    _there(_held(student, task, signed), _("There is no target to take back. Set one first."))
    return _store(student, task, Aim(), signed)


@transaction.atomic
def lock(student: Student, task: Task, signed: Signed) -> Target:
    """Raises TargetStays, DeletedMeanwhile."""
    target = _there(_held(student, task, signed), _("There is no target to lock. Set one first."))
    if target.locked:
        raise TargetStays(_("The target is locked already."))
    return _store(student, task, _aim_of(target), signed, locked=True)


@transaction.atomic
def unlock(student: Student, task: Task, signed: Signed) -> Target:
    """Raises TargetStays, DeletedMeanwhile."""
    target = _there(_held(student, task, signed), _("There is no target to unlock. Set one first."))
    if not target.locked:
        raise TargetStays(_("The target is not locked."))
    return _store(student, task, _aim_of(target), signed)


def may_change(user: "User", target: Target | None) -> bool:
    """Of those who may change the student: a locked target waits for whoever locked it, or an admin."""
    return target is None or not target.locked or target.made_by == user or bool(may(user, Act.OPEN_LOCKS))


def _held(student: Student, task: Task, signed: Signed) -> Target | None:
    """The newest row, which stays so until the end of the transaction."""
    if Student.objects.to_change().filter(pk=student.pk).first() is None:
        raise DeletedMeanwhile(_("The student was deleted in the meantime."))
    ClassArchived.check_of(student, signed.by)
    newest = newest_of(student, task)
    if newest and not may_change(signed.by, newest):
        raise TargetLocked(_(LOCKED) % _signature(newest))
    if newest and newest.pk != signed.seen:
        raise TargetChanged(_(CHANGED) % _signature(newest))
    if newest is None and signed.seen is not None:
        gone = _("There is no target %(seen)s of this student and task. Look at it again.")
        raise TargetChanged(gone % {"seen": signed.seen})
    return newest


def _signature(target: Target) -> dict[str, str]:
    at = date_format(timezone.localtime(target.made_at), "DATETIME_FORMAT")
    return {"who": str(target.made_by), "at": at}


def _there(target: Target | None, why_not: str) -> Target:
    if target is None or not target.is_set:
        raise TargetStays(why_not)
    return target


def _aim_of(target: Target) -> Aim:
    return Aim(score=target.score, grade=target.grade)


def _store(student: Student, task: Task, aim: Aim, signed: Signed, *, locked: bool = False) -> Target:
    return Target.objects.create(
        student=student,
        task=task,
        score=aim.score,
        grade=aim.grade,
        why=signed.why,
        locked=locked,
        made_by=signed.by,
    )
