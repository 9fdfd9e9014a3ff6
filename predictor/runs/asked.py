"""Which question and which training an address asks for; Http404 where there is none."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mlcore.models import Task, TrainingRun
from mlcore.versions.stored import StoredResult, StoredRun
from predictor.access.requests import Request
from predictor.runs import reads


def task_of(slug: str) -> Task:
    return get_object_or_404(Task.objects.select_related("schema_version"), slug=slug)


def run_of(request: Request, task: Task) -> TrainingRun | None:
    """The one that is asked for, or the one to be shown; None where nothing was trained yet."""
    asked = request.GET.get("run", "")
    run = reads.chosen_run(task, asked)
    if asked and run is None:
        raise Http404(_("There is no such run of this task."))
    return run


def trained_run_of(request: Request, task: Task) -> StoredRun:
    run = run_of(request, task)
    if run is None:
        raise Http404(_("Nothing was trained for this question yet."))
    return StoredRun.of(run)


def result_of(task: Task, pk: int, candidate: str) -> tuple[StoredRun, StoredResult]:
    """One candidate of a run."""
    run = StoredRun.of(get_object_or_404(reads.finished(task), pk=pk))
    result = next((result for result in run.compared if result.candidate == candidate), None)
    if result is None:
        raise Http404(_("This run compared no such model."))
    return run, result
