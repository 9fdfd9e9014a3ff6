"""The pages of what trainings found: every teacher may read them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mlcore.models import Task, TrainingRun
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.runs import candidate as candidates
from predictor.runs import importance as mattering
from predictor.runs import reads
from predictor.runs.leaderboard import COLUMNS, leaderboard


@require_safe
@needs(Act.READ_MODELS)
def overview(request: Request) -> HttpResponse:
    return render(request, "runs/overview.html", {"lines": reads.task_lines()})


@require_safe
@needs(Act.READ_MODELS)
def comparison(request: Request, slug: str) -> HttpResponse:
    """The leaderboard of the run that made the live version, or of any other."""
    task = _task(slug)
    run = _run(request, task)
    context: dict[str, Any] = {
        "task": task,
        "run": run,
        "runs": reads.finished(task)[: reads.RUNS_OFFERED],
        "columns": COLUMNS,
    }
    if run is not None:
        context["board"] = leaderboard(run, request.GET.get("sort", ""))
        context["sort"] = request.GET.get("sort", "")
    return render(request, "runs/comparison.html", context)


@require_safe
@needs(Act.READ_MODELS)
def candidate(request: Request, slug: str, pk: int, candidate: str) -> HttpResponse:
    task = _task(slug)
    run = get_object_or_404(reads.finished(task), pk=pk)
    others = list(run.results.exclude(candidate=reads.BASELINE))
    result = next((one for one in others if one.candidate == candidate), None)
    if result is None:
        raise Http404("This run compared no such model.")
    result.run = run
    context = {"task": task, "run": run, "result": result, "others": others, **candidates.page(result, others)}
    return render(request, "runs/candidate.html", context)


@require_safe
@needs(Act.READ_MODELS)
def matters(request: Request, slug: str) -> HttpResponse:
    task = _task(slug)
    run = _run(request, task)
    context: dict[str, Any] = {"task": task, "run": run, "runs": reads.finished(task)[: reads.RUNS_OFFERED]}
    if run is not None:
        weights = mattering.weights(run)
        context |= {
            "target": reads.target_of(run),
            "weights": weights,
            "summary": mattering.summary(weights),
            "shared": mattering.shared(run),
            "dependences": mattering.dependences(run),
        }
    return render(request, "runs/matters.html", context)


def _task(slug: str) -> Task:
    return get_object_or_404(Task.objects.select_related("schema_version"), slug=slug)


def _run(request: Request, task: Task) -> TrainingRun | None:
    asked = request.GET.get("run", "")
    run = reads.chosen_run(task, asked)
    if asked and run is None:
        raise Http404("There is no such run of this task.")
    return run
