"""A teacher's first screen: per class who, what range, how sure, since when and what changed; then the students."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from predictor.access.reading.closed import closed_anywhere
from predictor.access.requests import Request
from predictor.access.rights import Act, Why, may
from predictor.access_log.record import seen
from predictor.classes import rosters
from predictor.classes.glance import lines as glance
from predictor.found.asked import seen_by as asked_by
from predictor.found.rows import Listed
from predictor.history.classes import classes_of
from predictor.history.filters import seen_by
from predictor.history.pages import ORDERS, page_of
from predictor.models import Classroom, Correction, CorrectionQuerySet, Prediction, Student
from predictor.predicting.readings import common_axis, readings

STUDENTS_SHOWN = 40
CLASSES_SHOWN = 40
PREDICTIONS_SHOWN = 6


# Where somebody begins who sees no student.
BEGINNINGS = ((Act.SEE_TOTALS, "school"), (Act.EXPLORE, "explore"), (Act.READ_MODELS, "models"))


@require_safe
def home(request: Request) -> HttpResponse:
    return _students(request) if may(request.user, Act.SEE) else redirect(_beginning(request))


def _beginning(request: Request) -> str:
    for act, page in BEGINNINGS:
        if may(request.user, act):
            return page
    raise PermissionDenied(Why.NO_ROLE)


def _students(request: Request) -> HttpResponse:
    classrooms = Classroom.objects.visible_to(request.user).current()
    students = Student.objects.current_for(request.user)
    lines = rosters.with_newest_prediction(students[: STUDENTS_SHOWN + 1], request.user)
    latest = _latest(request.user)
    shown = lines[:STUDENTS_SHOWN]
    seen(request, [line.student.pk for line in shown])
    seen(request, [prediction.student_id for prediction in latest])
    context = {
        "classes": glance.lines(rosters.with_sizes(classrooms)[:CLASSES_SHOWN], request.user),
        "lines": shown,
        "axis": common_axis([line.reading for line in shown if line.reading]),
        "more_students": len(lines) > STUDENTS_SHOWN,
        "latest": readings(latest, classes=classes_of(latest, request.user)),
        "corrections": _corrections(request.user).counts(timezone.localdate()),
        "archived": Classroom.objects.visible_to(request.user).archived().count(),
    }
    return render(request, "classes/home.html", context)


def _latest(user: User) -> list[Prediction]:
    """Without archived classes."""
    asked = asked_by(user, Student.objects.current_for(user))
    return page_of(Listed(seen_by(user, current=True), asked), ORDERS["newest"], size=PREDICTIONS_SHOWN).rows


def _corrections(user: User) -> CorrectionQuerySet:
    return Correction.objects.open_to(user, Act.CHANGE).but_about(closed_anywhere(user))
