"""The page that says who saw or changed what about a student."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access_log.shown.forms import LinesForm
from predictor.access_log.shown.reads import lines_about, page_of, student_for
from predictor.access_log.shown.words import said


@require_safe
def of_student(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk)
    form = LinesForm(request.GET)
    if not form.is_valid():
        raise Http404(_("There is no such page of the access log."))
    asked = form.cleaned_data
    page = page_of(lines_about(student, asked["act"]), after=asked["after"], before=asked["before"])
    only = {"act": asked["act"]} if asked["act"] else {}
    context = {
        "student": student,
        "form": form,
        "lines": [said(line) for line in page.rows],
        "page": page,
        "filtered": bool(only),
        "query": urlencode(only),
        "after_query": urlencode(only | {"after": page.after}),
        "before_query": urlencode(only | {"before": page.before}),
    }
    return render(request, "access_log/lines.html", context)
