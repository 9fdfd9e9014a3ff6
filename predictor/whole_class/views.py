"""The pages of a class's predictions: the plan, the run, the table."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.models import ModelVersion, Task
from predictor.access.questions import tasks_of, tasks_seen
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Classroom, Submission
from predictor.problems import ClassArchived, DeletedMeanwhile, PredictingStopped
from predictor.whole_class import page, words, work
from predictor.whole_class.job import counts
from predictor.whole_class.plan import Which, plan_class
from predictor.whole_class.plan_page import shown_plan
from predictor.whole_class.table import Order

EVERY = "all"


@require_http_methods(["GET", "HEAD", "POST"])
def predict(request: Request, pk: int) -> HttpResponse:
    """What would be done for one question or all; the button does it."""
    classroom = _classroom(request, pk, Act.PREDICT)
    ClassArchived.check(classroom)
    tasks = tasks_of(classroom)
    sent = request.POST if request.method == "POST" else request.GET
    asked = _asked(tasks, sent.get("task", ""))
    if request.method == "POST":
        which = Which.OUTDATED if sent.get("which") == Which.OUTDATED else Which.ALL
        return _run(request, work.Order(classroom=classroom, tasks=asked, door=Submission.Door.PAGE, which=which))
    plans = [shown_plan(plan) for plan in plan_class(list(classroom.students.all()), asked)]
    context = {
        "classroom": classroom,
        "tasks": tasks,
        "task": asked[0] if len(asked) == 1 else None,
        "plans": plans,
        "to_predict": sum(plan.to_predict for plan in plans),
        "lacks": any(plan.widely or plan.not_ready for plan in plans),
        "about": ModelVersion.objects.live().filter(task__in=asked),
    }
    return render(request, "whole_class/plan.html", context)


@require_safe
def table(request: Request, pk: int, task_slug: str) -> HttpResponse:
    classroom = _classroom(request, pk, Act.SEE)
    tasks = tasks_seen(classroom, request.user)
    task = next((one for one in tasks if one.slug == task_slug), None)
    if task is None:
        raise Http404(_("This is not asked of the class."))
    order = Order.SCORE if request.GET.get("order") == Order.SCORE else Order.NAME
    context = {
        "classroom": classroom,
        "tasks": tasks,
        "task": task,
        "table": page.class_table(classroom, task, order, request.GET.get("page")),
        "about": ModelVersion.objects.live().filter(task=task),
    }
    return render(request, "whole_class/table.html", context)


def _run(request: Request, order: work.Order) -> HttpResponse:
    try:
        if work.is_large(order):
            return redirect("job", work.ask(order, by=request.user).pk)
        made = work.predict_class(order, request.user)
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    except PredictingStopped as error:
        messages.error(request, str(error))
        return redirect("classroom-predict", order.classroom.pk)
    messages.success(request, words.came_of([counts(one) for one in made]))
    shown: Any = next((one for one in made if one.predictions), made[0]).plan.task if made else None
    return (
        redirect("class-predictions", order.classroom.pk, shown.slug)
        if shown
        else redirect("classroom", order.classroom.pk)
    )


def _asked(tasks: Sequence[Task], slug: str) -> list[Task]:
    """All of them, the one that is named, or the first that a model answers."""
    if slug == EVERY:
        return list(tasks)
    found = [task for task in tasks if task.slug == slug]
    if slug and not found:
        raise Http404(_("This is not asked of the class."))
    live = set(ModelVersion.objects.live().filter(task__in=tasks).values_list("task", flat=True))
    return found or [task for task in tasks if task.pk in live][:1] or list(tasks[:1])


def _classroom(request: Request, pk: int, act: Act) -> Classroom:
    rows = Classroom.objects.open_to(request.user, act).select_related("schema_version")
    return get_object_or_404(rows, pk=pk)
