"""Who can see a student, and by what: read from the table of roles, for whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db.models import Q

from mlcore.models import Task
from predictor.models import Classroom, Department, Membership, Student
from predictor.roles import ADMINS, ROLES, Act, Reach, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A role that opens a student: by a class that they teach, by a department that has it, or by itself. Of a
    department `tasks` are what they see of; otherwise all."""

    role: Role
    classroom: Classroom | None = None
    department: Department | None = None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Seer:
    user: User
    reasons: tuple[Reason, ...]


def who_sees(student: Student) -> list[Seer]:
    """Everybody who can sign in and see the student, by name; as many queries for one of them as for a hundred."""
    places = places_of(student)
    found = (Seer(user, why(user, places)) for user in _possible(places))
    return [one for one in found if one.reasons]


def why_sees(user: User, student: Student) -> tuple[Reason, ...]:
    """Every reason; nothing where they do not see the student."""
    return why(user, places_of(student)) if user.is_active else ()


def why(user: User, places: Iterable[Classroom]) -> tuple[Reason, ...]:
    found = []
    for role in ROLES:
        scope = role.grants.get(Act.SEE, Reach.NOTHING)
        if scope and role.held_by(user):
            found += _reasons(user, role, scope, places)
    return tuple(found)


def _reasons(user: User, role: Role, scope: Reach, places: Iterable[Classroom]) -> list[Reason]:
    if Reach.EVERYTHING in scope:
        return [Reason(role=role)]
    if Reach.DEPARTMENT in scope:
        pairs = [(place, one) for place in places for one in place.departments.all() if user in one.heads.all()]
        return [Reason(role=role, classroom=at, department=one, tasks=tuple(one.tasks.all())) for at, one in pairs]
    return [Reason(role=role, classroom=place) for place in places if user in place.teachers.all()]


def places_of(student: Student) -> list[Classroom]:
    """Every class that the student is in now, with whoever has to do with it."""
    besides = Membership.objects.active().filter(student=student).values("classroom")
    rows = Classroom.objects.filter(Q(pk=student.classroom_id) | Q(pk__in=besides)).order_by("name", "pk")
    return list(rows.prefetch_related("teachers", "departments__heads", "departments__tasks"))


def _possible(places: Iterable[Classroom]) -> "QuerySet[User]":
    """Nobody else holds a role that opens anything of these classes."""
    of_classes = Q(classrooms__in=places) | Q(departments__classrooms__in=places)
    of_school = ADMINS | Q(standing__names_allowed=True)
    near = User.objects.filter(of_classes | of_school).values("pk")
    return User.objects.filter(pk__in=near, is_active=True).select_related("standing").order_by("username")
