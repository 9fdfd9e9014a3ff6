"""The page that says who can see a student, for whoever may say so."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, may
from predictor.access.seen.reasons import Seer, who_sees
from predictor.access.seen.why_not import account_of, why_not
from predictor.access.seen.words import said
from predictor.models import Student


class Line(NamedTuple):
    name: str
    username: str
    reasons: list[str]
    is_me: bool


@require_safe
def who_sees_this(request: Request, pk: int) -> HttpResponse:
    rows = Student.objects.open_to(request.user, Act.SHARE).select_related("classroom")
    student = get_object_or_404(rows, pk=pk)
    lines = [_line(one, request) for one in who_sees(student)]
    context = {"student": student, "lines": lines, "asked": _asked(request, student)}
    return render(request, "access/seen/who_sees.html", context)


def _asked(request: Request, student: Student) -> dict[str, Any] | None:
    """About one account, for whoever knows everybody's roles."""
    if not may(request.user, Act.GIVE_ROLES):
        return None
    name = request.GET.get("account", "").strip()
    user = account_of(name) if name else None
    about: dict[str, Any] = {"name": name, "user": user}
    return about | {"why_not": why_not(user, student) if user else []}


def _line(one: Seer, request: Request) -> Line:
    reasons = [said(reason) for reason in one.reasons]
    return Line(one.user.get_full_name(), one.user.get_username(), reasons, one.user == request.user)
