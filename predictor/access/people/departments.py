"""Departments: which classes and tasks they have, who heads them; every change is kept with its reason."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mlcore.models import Task
from predictor.access.people import reasons
from predictor.models import Classroom, Department, DepartmentChange
from predictor.problems import DeletedMeanwhile, RolesRefused
from predictor.roles import RoleName, roles_of

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a department is to be."""

    name: str
    heads: Collection[User]
    classrooms: Collection[Classroom]
    tasks: Collection[Task]


def add_department(made: Made, by: User, reason: str) -> Department:
    """Raises RolesRefused."""
    return _save(Department(), made, by, reason)


def change_department(department: Department, made: Made, by: User, reason: str) -> Department:
    """Raises RolesRefused, DeletedMeanwhile."""
    return _save(department, made, by, reason)


def leave_all(user: User, by: User | None, reason: str) -> None:
    """Somebody is a head no more. Within a transaction."""
    for row in Department.objects.headed_by(user).select_for_update(of=("self",)).order_by("pk"):
        before = facts_of(row)
        row.heads.remove(user)
        _note(row, before, by, reason)


def facts_of(department: Department) -> dict[str, Any]:
    """Of a department that is stored; by name, as its log outlives what it names."""
    return {
        "name": department.name,
        "heads": list(department.heads.order_by("username").values_list("username", flat=True)),
        "classrooms": [list(pair) for pair in department.classrooms.order_by("pk").values_list("pk", "name")],
        "tasks": list(department.tasks.order_by("slug").values_list("slug", flat=True)),
    }


def _save(department: Department, made: Made, by: User, reason: str) -> Department:
    _check(made)
    try:
        with transaction.atomic():
            return _stored(department, made, by, reason)
    except IntegrityError as error:
        raise RolesRefused(
            _("There is a department '%(name)s' already.") % {"name": made.name}, about="name"
        ) from error


def _stored(department: Department, made: Made, by: User, reason: str) -> Department:
    held, before = department, {}
    if department.pk:
        row = Department.objects.select_for_update(of=("self",)).filter(pk=department.pk).first()
        if row is None:
            raise DeletedMeanwhile(_("This department is gone."))
        held, before = row, facts_of(row)
    held.name = made.name.strip()
    held.save()
    held.heads.set(made.heads)
    held.classrooms.set(made.classrooms)
    held.tasks.set(made.tasks)
    _note(held, before, by, reason)
    return held


def _check(made: Made) -> None:
    if not made.name.strip():
        raise RolesRefused(_("Give the department a name."), about="name")
    for user in made.heads:
        if RoleName.HEAD_OF_DEPARTMENT not in roles_of(user):
            told = _("%(name)s is no head of department. Give them this role first.")
            raise RolesRefused(told % {"name": user.get_username()}, about="heads")


def _note(department: Department, before: dict[str, Any], by: User | None, reason: str) -> None:
    after = facts_of(department)
    if after != before:
        DepartmentChange.objects.create(
            department=department.pk,
            who=by.get_username() if by else "",
            before=before,
            after=after,
            why=reasons.checked(reason),
        )


def heads_to_choose() -> "QuerySet[User]":
    return User.objects.filter(standing__roles__contains=[str(RoleName.HEAD_OF_DEPARTMENT)]).order_by("username")
