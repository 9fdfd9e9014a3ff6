"""Accounts, departments, and the changes of either, as lists to be saved."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from predictor.access.people import reads
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.models import Department
from predictor.models.accounts.people import Change
from predictor.roles import RoleName, names_allowed, roles_of
from predictor.saving.listed import Columns, listed
from predictor.saving.table import Cell, SavedTable, named_after

AT_ONCE = 500
HEADER = ("user_name", "name", "email", "roles", "names_allowed", "may_sign_in", "second_factor", "last_signed_in")
WIDTHS = {"user_name": 24, "name": 24, "email": 32, "roles": 32, "last_signed_in": 18}
DEPARTMENTS: Columns[Department] = {
    "department": lambda one: one.name,
    "heads": lambda one: " ".join(user.get_username() for user in one.heads.all()),
    "classes": lambda one: "; ".join(room.name for room in one.classrooms.all()),
    "tasks": lambda one: " ".join(task.slug for task in one.tasks.all()),
}
CHANGES: Columns[Change] = {
    "at": lambda one: timezone.localtime(one.at),
    "by": lambda one: one.who,
    "why": lambda one: one.why,
    "before": lambda one: _facts(one.before),
    "after": lambda one: _facts(one.after),
}


@needs(Act.GIVE_ROLES, Http404)
def people(request: Request) -> SavedTable:
    return SavedTable(name="people", title="People", header=HEADER, pieces=_pieces(request), widths=WIDTHS)


@needs(Act.GIVE_ROLES, Http404)
def changes(request: Request, pk: int) -> SavedTable:
    user = get_object_or_404(User, pk=pk)
    rows = reads.changes_of(user, most=None)
    return listed(named_after("changes", user.get_username()), "Changes", CHANGES, rows)


@needs(Act.GIVE_ROLES, Http404)
def departments(request: Request) -> SavedTable:
    return listed("departments", "Departments", DEPARTMENTS, reads.departments())


@needs(Act.GIVE_ROLES, Http404)
def department_changes(request: Request, pk: int) -> SavedTable:
    row = get_object_or_404(Department, pk=pk)
    rows = reads.changes_of_department(row, most=None)
    return listed(named_after("changes", row.name), "Changes", CHANGES, rows)


def _pieces(request: Request) -> Iterator[list[list[Cell]]]:
    rows, last = reads.found(request.GET.get("q", ""), request.GET.get("role", "")).order_by("username"), ""
    while found := list(rows.filter(username__gt=last)[:AT_ONCE]):
        last = found[-1].username
        yield [_row(user) for user in found]


def _row(user: Any) -> list[Cell]:
    held = roles_of(user)
    roles = " ".join(role for role in RoleName if role in held)
    seen = timezone.localtime(user.last_login) if user.last_login else None
    facts = ("yes" if fact else "no" for fact in (names_allowed(user), user.is_active, user.second_factor))
    return [user.get_username(), user.get_full_name(), user.email, roles, *facts, seen]


def _facts(facts: dict[str, object]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in facts.items())
