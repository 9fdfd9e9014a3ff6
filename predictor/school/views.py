"""The page of all classes as totals."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.school.page import school_of, tasks_asked


@require_safe
@needs(Act.SEE_TOTALS, Http404)
def school(request: Request) -> HttpResponse:
    tasks, asked = list(tasks_asked()), request.GET.get("task", "")
    task = next((one for one in tasks if asked in ("", one.slug)), None)
    if asked and task is None:
        raise Http404(_("This is asked of no class."))
    found = school_of(task, request.GET.get("page")) if task else None
    context = {"tasks": tasks, "task": task, "school": found, "query": request.GET.urlencode()}
    return render(request, "school/school.html", context)
