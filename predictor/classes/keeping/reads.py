"""Archived classes, and who went on from a class to where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from predictor.access.rights import Act, may
from predictor.access.seen.classes import classes_known_to
from predictor.classes.rosters import with_sizes
from predictor.models import Classroom, Membership, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Gone:
    """Somebody who left the class, and where whoever looks sees them now."""

    row: Membership
    now_in: Classroom | None


def archived_of(user: "User") -> QuerySet[Classroom]:
    """The newest first, each with how many `stayed` in it and how many `went` on."""
    rows = Membership.objects.filter(classroom=OuterRef("pk"), left_at__isnull=False)
    went = rows.exclude(student__classroom=OuterRef("pk")).order_by().values("classroom")
    counted = Subquery(went.annotate(count=Count("pk")).values("count"))
    classes = Classroom.objects.visible_to(user).archived().order_by("-archived_at", "name", "pk")
    return with_sizes(classes).annotate(stayed=F("size"), went=Coalesce(counted, 0))


def others_for(classroom: Classroom, user: "User") -> QuerySet[Classroom]:
    """Classes of theirs into which its students can go: those that record the same about them."""
    rows = Classroom.objects.open_to(user, Act.CHANGE).current().exclude(pk=classroom.pk)
    return rows.filter(schema_version=classroom.schema_version_id)


@dataclass(frozen=True)
class Place:
    """A class that a student is in; `is_open` where whoever looks may let them leave it."""

    classroom: Classroom
    is_own: bool
    is_open: bool


def classes_of(student: Student, user: "User") -> list[Place]:
    """Their own first; without the names of classes that are not the user's."""
    besides = Membership.objects.active().filter(student=student).values("classroom")
    rows = Classroom.objects.visible_to(user).filter(Q(pk=student.classroom_id) | Q(pk__in=besides))
    places = [Place(row, row.pk == student.classroom_id, bool(may(user, Act.ARCHIVE, row))) for row in rows.distinct()]
    return sorted(places, key=lambda place: not place.is_own)


def gone_from(classroom: Classroom, user: "User") -> list[Gone]:
    """By name, in three queries."""
    rows = list(_left(classroom).select_related("student"))
    seen = Student.objects.visible_to(user).filter(pk__in=[row.student_id for row in rows])
    known = classes_known_to(user, list(seen.select_related("classroom")))
    return [Gone(row, known.get(row.student_id)) for row in rows]


def _left(classroom: Classroom) -> QuerySet[Membership]:
    return classroom.memberships.filter(left_at__isnull=False).exclude(student__classroom=classroom)
