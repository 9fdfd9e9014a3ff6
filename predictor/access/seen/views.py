"""The page that says who can see a student, for whoever may say so."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.access.seen.reasons import Seer, who_sees
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
    return render(request, "access/seen/who_sees.html", {"student": student, "lines": lines})


def _line(one: Seer, request: Request) -> Line:
    reasons = [said(reason) for reason in one.reasons]
    return Line(one.user.get_full_name(), one.user.get_username(), reasons, one.user == request.user)
