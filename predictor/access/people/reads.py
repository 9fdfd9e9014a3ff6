"""Accounts by name, page by page, and what was changed of one."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from predictor.models import Department, DepartmentChange, RoleChange
from predictor.models.accounts.factors import with_second_factor
from predictor.models.accounts.people import GIVEN
from predictor.roles import ADMINS, RoleName

PAGE_SIZE, LONGEST = 50, 150
MOST_CHANGES = 50


@dataclass(frozen=True)
class Page:
    """`after` begins the next page, `before` the one before; empty where there is none."""

    rows: list[User]
    after: str = ""
    before: str = ""


def found(text: str, role: str = "") -> QuerySet[User]:
    """Whoever every word is about, in a role or in any."""
    rows = with_second_factor(User.objects.select_related("standing"))
    for word in text.replace("\x00", "")[:LONGEST].split():
        rows = rows.filter(
            Q(username__icontains=word)
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
        )
    return rows.filter(_in_role(role)) if role in set(RoleName) else rows


def page_of(rows: QuerySet[User], after: str = "", before: str = "") -> Page:
    """By user name, from where the last page ended: no page costs more than another."""
    after, before = (name.replace("\x00", "")[:LONGEST] for name in (after, before))
    if before:
        ahead = list(rows.filter(username__lt=before).order_by("-username")[: PAGE_SIZE + 1])
        shown = ahead[:PAGE_SIZE][::-1]
        return _page(shown, has_after=bool(shown), has_before=len(ahead) > PAGE_SIZE)
    beyond = rows.filter(username__gt=after) if after else rows
    ahead = list(beyond.order_by("username")[: PAGE_SIZE + 1])
    return _page(ahead[:PAGE_SIZE], has_after=len(ahead) > PAGE_SIZE, has_before=bool(after))


def changes_of(user: User, most: int | None = MOST_CHANGES) -> list[RoleChange]:
    """The newest first."""
    return list(RoleChange.objects.filter(account=user.pk)[:most])


def changes_of_department(department: Department, most: int | None = MOST_CHANGES) -> list[DepartmentChange]:
    return list(DepartmentChange.objects.filter(department=department.pk)[:most])


def departments() -> QuerySet[Department]:
    return Department.objects.prefetch_related("heads", "classrooms", "tasks").order_by("name")


def _in_role(role: str) -> Q:
    if role == RoleName.ADMIN:
        return ADMINS
    held = Q(standing__roles__contains=[role])
    return held | Q(standing=None) if role == GIVEN[0] else held


def _page(rows: list[User], *, has_after: bool, has_before: bool) -> Page:
    if not rows:
        return Page(rows)
    return Page(rows, rows[-1].username if has_after else "", rows[0].username if has_before else "")
