"""The page of a few places in a group: who to consider, the draw, and the lists of the term."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mlcore.models import ModelVersion, Task
from predictor.access.questions import tasks_seen
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Classroom
from predictor.places.forms import AskedForm, DrawForm
from predictor.places.page import shown_list, shown_plan
from predictor.places.plan import Asked, plan_for
from predictor.places.reads import lists_of
from predictor.places.work import Order, draw, newest_number
from predictor.problems import ClassArchived, DeletedMeanwhile, PlacesRefused, PredictingStopped


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: Request, pk: int) -> HttpResponse:
    """The address says what is asked, also where the form draws."""
    act = Act.CHANGE if request.method == "POST" else Act.SEE
    rows = Classroom.objects.open_to(request.user, act).select_related("schema_version")
    classroom = get_object_or_404(rows, pk=pk)
    ClassArchived.check(classroom)
    tasks = tasks_seen(classroom, request.user)
    asking = AskedForm(classroom, tasks, request.GET or None)
    if request.method == "POST":
        if not asking.is_valid():
            return redirect("classroom-places", classroom.pk)
        return _drawn(request, classroom, tasks, asking)
    return _page(request, classroom, tasks, asking)


def _drawn(request: Request, classroom: Classroom, tasks: list[Task], asking: AskedForm) -> HttpResponse:
    form = DrawForm(plan_for(asking.asked).without, request.POST)
    if form.is_valid() and _stored(request, asking.asked, form):
        messages.success(request, _("The list was drawn. It stands below, with its seed."))
        return redirect("classroom-places", classroom.pk)
    return _page(request, classroom, tasks, asking, form)


def _page(
    request: Request, classroom: Classroom, tasks: list[Task], asking: AskedForm, form: DrawForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"classroom": classroom, "asking": asking, "form": form}
    if asking.is_valid():
        asked = asking.asked
        plan = plan_for(asked)
        seen = newest_number(classroom, asked.task)
        context |= {"shown": shown_plan(plan), "form": form or DrawForm(plan.without, initial={"seen": seen})}
    context["lists"] = [shown_list(found) for found in lists_of(classroom, request.user)]
    context["about"] = ModelVersion.objects.live().filter(task__in=tasks)
    return render(request, "places/places.html", context)


def _stored(request: Request, asked: Asked, form: DrawForm) -> bool:
    said = form.cleaned_data
    order = Order(asked=asked, by_hand=said["by_hand"], until=said["until"], seen=said["seen"])
    try:
        draw(order, request.user)
    except (PlacesRefused, PredictingStopped) as error:
        form.add_error(None, str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return True
