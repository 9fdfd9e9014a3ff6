"""Lists that were drawn for a class, until its term ends."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from predictor.access.questions import tasks_seen
from predictor.models import Classroom, GroupDraw, GroupDrawQuerySet, GroupMember
from predictor.models.scope import sees_some_tasks

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Listed:
    """One draw and those with a place, by name, as long as they are in the class; `gone` are in it no more."""

    draw: GroupDraw
    members: tuple[GroupMember, ...]
    gone: int


def lists_of(classroom: Classroom, user: "User") -> list[Listed]:
    """The newest first; three queries, however many there are."""
    rows = draws_of(classroom, user)
    return listed(list(rows.select_related("task__schema_version", "made_by")), classroom)


def draws_of(classroom: Classroom, user: "User") -> GroupDrawQuerySet:
    """Of a class that the user sees, in its term, for the tasks that they see there."""
    rows = GroupDraw.objects.in_force(timezone.localdate()).filter(classroom=classroom)
    return rows.filter(task__in=tasks_seen(classroom, user)) if sees_some_tasks(user) else rows


def listed(draws: list[GroupDraw], classroom: Classroom) -> list[Listed]:
    members = GroupMember.objects.filter(draw__in=draws, how__in=GroupMember.WITH_A_PLACE)
    in_class = set(classroom.students.values_list("pk", flat=True))
    found: dict[int, list[GroupMember]] = defaultdict(list)
    for member in members.select_related("student").order_by("student__name", "student_id"):
        found[member.draw_id].append(member)
    return [_listed(draw, found[draw.pk], in_class) for draw in draws]


def _listed(draw: GroupDraw, members: list[GroupMember], in_class: set[int]) -> Listed:
    """Whoever left is named no more to teachers who may not see them."""
    here = tuple(member for member in members if member.student_id in in_class)
    return Listed(draw, here, len(members) - len(here))
