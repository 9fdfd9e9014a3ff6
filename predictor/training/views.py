"""The pages on which an admin retrains: what with, how far it is, and what came of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.models import ModelVersion, Task
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.jobs import reads as jobs
from predictor.jobs.worker import presence
from predictor.models import Job
from predictor.training import reads, work
from predictor.training.forms import OrderForm
from predictor.training.ordering.choices import Choices, choices
from predictor.training.ordering.preview import preview
from predictor.training.ordering.underway import KIND, underway
from predictor.training.words import is_underway
from predictor.whose_rows.objected import objected_since

TRAIN = "train"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.TRAIN)
def retrain(request: Request, slug: str) -> HttpResponse:
    """The choices with what they mean; the button that trains sends `act`."""
    task = get_object_or_404(Task.objects.select_related("schema_version"), slug=slug)
    there = choices(task)
    form = OrderForm(task, there, request.POST if request.method == "POST" else None)
    if form.is_valid() and request.POST.get("act") == TRAIN:
        return redirect("training", work.ask(form.order, by=request.user).pk)
    return _shown(request, task, there, form)


def _shown(request: Request, task: Task, there: Choices, form: OrderForm) -> HttpResponse:
    found, live = underway(task), ModelVersion.objects.live().filter(task=task).select_related("run")
    context: dict[str, Any] = {
        "task": task,
        "form": form,
        "there": there,
        "about": live,
        "objected": objected_since(live),
        "underway": found,
        "underway_said": is_underway(found) if found else "",
        "has_worker": presence.workers() > 0,
    }
    if there.offered and (not form.is_bound or form.is_valid()):
        order = form.order
        context["preview"] = preview(task, form.chosen, order.candidates, outcomes=order.outcomes)
    template = "training/parts/preview.html" if request.htmx else "training/retrain.html"
    return render(request, template, context)


@require_safe
@needs(Act.TRAIN)
def training(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.filter(kind=KIND).select_related("asked_by"), pk=pk)
    shown = reads.training(job)
    context = {"training": shown, "shown": jobs.shown(job, request.user), "job": job, "about": shown.versions}
    return render(request, "training/parts/progress.html" if request.htmx else "training/training.html", context)
