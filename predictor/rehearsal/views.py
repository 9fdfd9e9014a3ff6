"""The page of a dataset's rehearsals: what was found, and the form that asks for another."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mlcore.models import Dataset, ModelVersion
from mlcore.versions.checking import rehearsing
from predictor.access.requests import Request
from predictor.access.rights import Act, may, needs
from predictor.jobs.worker import presence
from predictor.rehearsal import reads, work
from predictor.rehearsal.forms import RehearsalForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.EXPLORE, Http404)
def rehearsal(request: Request, pk: int) -> HttpResponse:
    """Whoever may explore the data reads it; asking for another takes the right to train."""
    dataset = get_object_or_404(Dataset.objects.select_related("schema_version"), pk=pk)
    form = _form(request, dataset)
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            return redirect("job", work.ask(dataset, form.chosen, form.chosen_year, by=request.user).pk)
    return render(request, "rehearsal/rehearsal.html", _context(request, dataset, form))


def _form(request: Request, dataset: Dataset) -> RehearsalForm | None:
    """None for who may not ask, and where no question can be."""
    tasks = [] if dataset.deleted_at else rehearsing.tasks_of(dataset)
    if not tasks or not may(request.user, Act.TRAIN):
        return None
    data = request.POST if request.method == "POST" else None
    return RehearsalForm(dataset, tasks, data, initial={"task": request.GET.get("task", "")})


def _context(request: Request, dataset: Dataset, form: RehearsalForm | None) -> dict[str, Any]:
    return {
        "dataset": dataset,
        "shown": reads.newest(dataset, request.GET.get("task", "")),
        "tasks": reads.rehearsed_tasks(dataset),
        "form": form,
        "has_worker": presence.workers() > 0,
        "about": ModelVersion.objects.live().filter(run__dataset=dataset),
    }
