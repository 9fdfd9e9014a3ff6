"""Archived classes, and who went on from a class to where."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from predictor.models import Classroom, Membership, Student
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Gone:
    """Somebody who left the class; `is_seen` says whether whoever looks may see them where they are now."""

    row: Membership
    is_seen: bool


def archived_of(user: "User") -> QuerySet[Classroom]:
    """The newest first, each with how many `stayed` in it and how many `went` on."""
    stayed = _counted(Student.objects.filter(classroom=OuterRef("pk")))
    went = _counted(Membership.objects.filter(classroom=OuterRef("pk")).exclude(student__classroom=OuterRef("pk")))
    rows = Classroom.objects.visible_to(user).archived().order_by("-archived_at", "name", "pk")
    return rows.annotate(stayed=Coalesce(stayed, 0), went=Coalesce(went, 0))


def others_for(classroom: Classroom, user: "User") -> QuerySet[Classroom]:
    """Classes of theirs into which its students can go: those that record the same about them."""
    rows = Classroom.objects.open_to(user, Act.CHANGE).current().exclude(pk=classroom.pk)
    return rows.filter(schema_version=classroom.schema_version_id)


def gone_from(classroom: Classroom, user: "User") -> list[Gone]:
    """By name, in two queries."""
    rows = list(_left(classroom).select_related("student__classroom"))
    seen = set(
        Student.objects.visible_to(user).filter(pk__in=[row.student_id for row in rows]).values_list("pk", flat=True)
    )
    return [Gone(row, row.student_id in seen) for row in rows]


def _left(classroom: Classroom) -> QuerySet[Membership]:
    return classroom.memberships.exclude(student__classroom=classroom)


def _counted(rows: QuerySet[Student] | QuerySet[Membership]) -> Subquery:
    return Subquery(rows.order_by().values("classroom").annotate(count=Count("pk")).values("count"))
