"""Archived classes, and who went on from a class to where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from predictor.access.rights import Act, may
from predictor.classes.rosters import with_sizes
from predictor.models import Classroom, Membership, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Gone:
    """Somebody who left the class; `is_seen` says whether whoever looks may see them where they are now."""

    row: Membership
    is_seen: bool


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
    """By name, in two queries."""
    rows = list(_left(classroom).select_related("student__classroom"))
    seen = set(
        Student.objects.visible_to(user).filter(pk__in=[row.student_id for row in rows]).values_list("pk", flat=True)
    )
    return [Gone(row, row.student_id in seen) for row in rows]


def _left(classroom: Classroom) -> QuerySet[Membership]:
    return classroom.memberships.filter(left_at__isnull=False).exclude(student__classroom=classroom)
