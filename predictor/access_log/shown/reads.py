"""The lines about a student, for whoever may say who teaches them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from predictor.access.rights import Act
from predictor.access_log.chain.sealing import seal
from predictor.models import AccessLine, AccessLineQuerySet, Classroom, Student, StudentQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE_SIZE, AT_ONCE = 50, 2_000


@dataclass(frozen=True)
class Page:
    """Newest first; the cursors are empty where there is no page before or after."""

    rows: list[AccessLine]
    before: str
    after: str


def open_to(user: "User") -> StudentQuerySet:
    """Students of a class that they may share."""
    classes = Classroom.objects.open_to(user, Act.SHARE)
    return Student.objects.filter(classroom__in=classes.order_by().values("pk"))


def student_for(user: "User", pk: int) -> Student:
    return get_object_or_404(open_to(user).select_related("classroom__schema_version"), pk=pk)


def lines_about(student: Student, act: str = "") -> AccessLineQuerySet:
    """What was written until now is sealed before it is shown."""
    seal()
    lines = AccessLine.objects.about(student.pk).order_by("-id")
    return lines.filter(act=act) if act else lines


def page_of(lines: AccessLineQuerySet, *, after: int | None = None, before: int | None = None) -> Page:
    """Older than the line `after`, or newer than the line `before`."""
    if before is not None and after is None:
        ahead = list(lines.filter(pk__gt=before).order_by("id")[: PAGE_SIZE + 1])
        rows = ahead[:PAGE_SIZE][::-1]
        return Page(rows, *_cursors(rows, is_newer=len(ahead) > PAGE_SIZE, is_older=True))
    ahead = list((lines.filter(pk__lt=after) if after is not None else lines)[: PAGE_SIZE + 1])
    rows = ahead[:PAGE_SIZE]
    return Page(rows, *_cursors(rows, is_newer=after is not None, is_older=len(ahead) > PAGE_SIZE))


def _cursors(rows: list[AccessLine], *, is_newer: bool, is_older: bool) -> tuple[str, str]:
    if not rows:
        return "", ""
    return str(rows[0].pk) if is_newer else "", str(rows[-1].pk) if is_older else ""


def pieces(lines: AccessLineQuerySet) -> Iterator[list[AccessLine]]:
    """All of them in constant memory."""
    last: int | None = None
    while rows := list((lines.filter(pk__lt=last) if last else lines)[:AT_ONCE]):
        yield rows
        last = rows[-1].pk
