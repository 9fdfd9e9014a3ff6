"""What support a student gets or got, as pages and time lines show it."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from predictor.access.rights import Act
from predictor.models import Student, Support, SupportQuerySet
from predictor.support.words import act
from predictor.support.work import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Period:
    """From one day to another, both included; without a last day it goes on."""

    what: str
    by_whom: str
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True)
class Noted:
    """One support as it is said now, and whether today could become its last day."""

    row: Support
    can_end: bool


@dataclass(frozen=True)
class Done:
    """One row of the history, and what was done by it, in words."""

    row: Support
    act: str


def periods_of(student: Student, user: "User") -> list[Period]:
    """The oldest first, for a line along a time line; nothing of a student whom the user does not see. One query."""
    rows = Support.objects.visible_to(user).filter(student=student).in_force().order_by("from_day", "id")
    return [Period(what=row.what, by_whom=row.by_whom, first=row.from_day, last=row.until_day) for row in rows]


def had_support(since: str, day: str) -> Exists:
    """Whether the student of a row had support from the day in one of its columns until the day before another one."""
    rows = Support.objects.in_force().filter(student=OuterRef("student"), from_day__lt=OuterRef(day))
    return Exists(rows.filter(Q(until_day=None) | Q(until_day__gte=OuterRef(since))))


def noted(student: Student, most: int | None = MOST_SHOWN) -> list[Noted]:
    """What is in force, the newest first; `most` is None for all of it. One query."""
    rows = Support.objects.filter(student=student).in_force().select_related("made_by", "replaces").latest_first()
    day = today()
    return [Noted(row, row.from_day <= day and row.goes_on_after(day)) for row in rows[:most]]


def history_of(student: Student, most: int | None = MOST_SHOWN) -> list[Done]:
    """Every row that was ever written, the newest first. One query."""
    rows = Support.objects.filter(student=student).select_related("made_by", "replaces").order_by("-id")
    return [Done(row, act(row)) for row in rows[:most]]


def student_for(user: "User", pk: int, act: Act) -> Student:
    return get_object_or_404(Student.objects.open_to(user, act).select_related("classroom"), pk=pk)


def support_for(user: "User", pk: int, act: Act) -> Support:
    rows: SupportQuerySet = Support.objects.open_to(user, act).select_related("student__classroom", "made_by")
    return get_object_or_404(rows, pk=pk)
