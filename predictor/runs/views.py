"""The pages of what trainings found: every teacher may read them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mlcore.models import ModelVersion, Task, TrainingRun
from predictor.access.questions import questions_for
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.runs import candidate as candidates
from predictor.runs import importance as mattering
from predictor.runs import reads
from predictor.runs.leaderboard import COLUMNS, leaderboard


@require_safe
@needs(Act.READ_MODELS)
def overview(request: Request) -> HttpResponse:
    return render(request, "runs/overview.html", {"lines": reads.task_lines(questions_for(request.user))})


@require_safe
@needs(Act.READ_MODELS)
def comparison(request: Request, slug: str) -> HttpResponse:
    """The leaderboard of the run that made the live version, or of any other."""
    task = _task(slug)
    run = _run(request, task)
    context: dict[str, Any] = {
        "task": task,
        "run": run,
        "about": _about(task, run),
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
    context["about"] = _about(task, run)
    return render(request, "runs/candidate.html", context)


@require_safe
@needs(Act.READ_MODELS)
def matters(request: Request, slug: str) -> HttpResponse:
    task = _task(slug)
    run = _run(request, task)
    context: dict[str, Any] = {"task": task, "run": run, "runs": reads.finished(task)[: reads.RUNS_OFFERED]}
    context["about"] = _about(task, run)
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


def _about(task: Task, run: TrainingRun | None) -> QuerySet[ModelVersion]:
    """For the notice about made-up data: the version that came out of the run, or what answers the question."""
    return ModelVersion.objects.filter(run=run) if run else ModelVersion.objects.live().filter(task=task)


def _run(request: Request, task: Task) -> TrainingRun | None:
    asked = request.GET.get("run", "")
    run = reads.chosen_run(task, asked)
    if asked and run is None:
        raise Http404("There is no such run of this task.")
    return run
