"""The page that finds students; a part of it answers while somebody types."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen
from predictor.classes import rosters
from predictor.classes.finding.reads import LONGEST, find
from predictor.predicting.readings import common_axis

STUDENTS_SHOWN = 50


@require_safe
@needs(Act.SEE, Http404)
def students(request: Request) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    lines = rosters.with_newest_prediction(find(request.user, text)[: STUDENTS_SHOWN + 1], request.user)
    shown = rosters.with_closed(lines[:STUDENTS_SHOWN], request.user)
    seen(request, [line.student.pk for line in shown])
    context = {
        "text": text,
        "lines": shown,
        "axis": common_axis([line.reading for line in shown if line.reading]),
        "more": len(lines) > STUDENTS_SHOWN,
        "query": urlencode({"q": text}),
    }
    template = "classes/finding/found.html" if request.htmx else "classes/finding/students.html"
    return render(request, template, context)
