"""Noting support; its end, a correction and a removal keep what was said before."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from predictor.days import is_near, too_far
from predictor.models import Student, Support
from predictor.problems import ClassArchived, DeletedMeanwhile, SupportChanged, SupportStays

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of one support; without a last day it goes on."""

    what: str
    by_whom: str
    from_day: dt.date
    how_often: str
    why: str
    until_day: dt.date | None = None

    @classmethod
    def of(cls, row: Support) -> "Said":
        return cls(**{name: getattr(row, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who says so; and why, where something that was said is replaced."""

    by: "User"
    why: str = ""


@transaction.atomic
def add(student: Student, said: Said, signed: Signed) -> Support:
    """Raises SupportStays, ClassArchived, DeletedMeanwhile."""
    _hold(student, signed)
    _check_days(said)
    there = Support.objects.in_force().filter(student=student, what=said.what, from_day=said.from_day)
    if there.exists():
        raise SupportStays(_("It is noted already that this begins on this day."))
    return _store(student, said, signed)


@transaction.atomic
def end(row: Support, day: dt.date, signed: Signed) -> Support:
    """With a day that is the last one. Raises SupportStays, SupportChanged, ClassArchived, DeletedMeanwhile."""
    now = _held(row, signed)
    _check_near(day)
    if now.until_day and not now.goes_on_after(day):
        raise SupportStays(_("Its last day is %(day)s already.") % {"day": date_format(now.until_day, "DATE_FORMAT")})
    if now.from_day > day:
        raise SupportStays(_("It has not begun yet: correct its first day, or remove it."))
    return _store(now.student, replace(Said.of(now), until_day=day), signed, replaces=now)


@transaction.atomic
def correct(row: Support, said: Said, signed: Signed) -> Support:
    """Raises SupportStays, SupportChanged, ClassArchived, DeletedMeanwhile."""
    now = _held(row, signed)
    _check_days(said)
    if said == Said.of(now):
        raise SupportStays(_("Nothing is different from what was there."))
    return _store(now.student, said, signed, replaces=now)


@transaction.atomic
def remove(row: Support, signed: Signed) -> Support:
    """As noted by mistake. Raises SupportChanged, ClassArchived, DeletedMeanwhile."""
    now = _held(row, signed)
    return _store(now.student, Said.of(now), signed, replaces=now, is_removed=True)


def today() -> dt.date:
    return timezone.localdate()


def _hold(student: Student, signed: Signed) -> None:
    """Until the end of the transaction nobody else notes anything about them."""
    held = Student.objects.to_change().select_related("classroom").filter(pk=student.pk).first()
    if held is None:
        raise DeletedMeanwhile(_("The student was deleted in the meantime."))
    ClassArchived.check_of(held, signed.by)


def _held(row: Support, signed: Signed) -> Support:
    _hold(row.student, signed)
    now = Support.objects.in_force().filter(pk=row.pk).select_related("student").first()
    if now is None:
        raise SupportChanged(_("It was ended, corrected or removed in the meantime. Look at it again."))
    return now


def _check_days(said: Said) -> None:
    _check_near(said.from_day, said.until_day)
    if said.until_day and said.until_day < said.from_day:
        raise SupportStays(_("The last day lies before the first."))


def _check_near(*days: dt.date | None) -> None:
    if not all(is_near(day) for day in days if day):
        raise SupportStays(too_far())


def _store(
    student: Student, said: Said, signed: Signed, *, replaces: Support | None = None, is_removed: bool = False
) -> Support:
    return Support.objects.create(
        student=student,
        made_by=signed.by,
        why_replaced=signed.why,
        replaces=replaces,
        is_removed=is_removed,
        **asdict(said),
    )
