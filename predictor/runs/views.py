"""The pages of what trainings found: every teacher may read them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mlcore.models import ModelVersion, Task, TrainingRun
from mlcore.versions.policies.standing import said_of_version
from mlcore.versions.stored import StoredRun
from predictor.access.questions import questions_for
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.runs import candidate as candidates
from predictor.runs import importance as counting
from predictor.runs import reads
from predictor.runs.asked import result_of, run_of, task_of
from predictor.runs.columns import COLUMNS
from predictor.runs.leaderboard import leaderboard
from predictor.runs.strongest import strongest
from predictor.whose_rows.objected import objected_since


@require_safe
@needs(Act.READ_MODELS)
def overview(request: Request) -> HttpResponse:
    lines = reads.task_lines(questions_for(request.user))
    live = [line.version for line in lines if line.version]
    return render(request, "runs/overview.html", {"lines": lines, "objected": objected_since(live)})


@require_safe
@needs(Act.READ_MODELS)
def comparison(request: Request, slug: str) -> HttpResponse:
    """The leaderboard of the run that made the live version, or of any other."""
    task = task_of(slug)
    run = run_of(request, task)
    context: dict[str, Any] = {
        "task": task,
        "run": run,
        "about": _about(task, run),
        "runs": reads.offered(task, run),
        "columns": COLUMNS,
    }
    if run is not None:
        context["board"] = leaderboard(StoredRun.of(run), request.GET.get("sort", ""))
        context["asked"] = f"run={run.pk}"
        context["policy"] = said_of_version(run.model_version)
    return render(request, "runs/comparison.html", context)


@require_safe
@needs(Act.READ_MODELS)
def candidate(request: Request, slug: str, pk: int, candidate: str) -> HttpResponse:
    task = task_of(slug)
    run, result = result_of(task, pk, candidate)
    context = {"task": task, "run": run.row, "result": result, "about": _about(task, run.row)}
    context |= candidates.page(run, result.in_full())
    return render(request, "runs/candidate.html", context)


@require_safe
@needs(Act.READ_MODELS)
def importance(request: Request, slug: str) -> HttpResponse:
    task = task_of(slug)
    run = run_of(request, task)
    context: dict[str, Any] = {"task": task, "run": run, "runs": reads.offered(task, run)}
    context["asked_run"] = request.GET.get("run", "")
    context["about"] = _about(task, run)
    if run is not None:
        context |= _what_matters(StoredRun.of(run), request.GET.get("field", ""))
        context["not_shown"] = counting.not_shown(task.question.inputs, task.schema_version)
    return render(request, "runs/importance.html", context)


def _what_matters(run: StoredRun, asked: str) -> dict[str, Any]:
    try:
        shown = strongest(run, asked)
    except LookupError:
        raise Http404(_("The model of this run has no such field.")) from None
    return {
        "target": run.target,
        "importance": counting.importance(run, shown.slugs),
        "summary": counting.summary(run),
        "shared": counting.shared(run),
        "dependences": counting.dependences(run, shown.slugs),
        "strongest": shown,
    }


def _about(task: Task, run: TrainingRun | None) -> QuerySet[ModelVersion]:
    """For the notice about made-up data: the version that came out of the run, or what answers the question."""
    return ModelVersion.objects.filter(run=run) if run else ModelVersion.objects.live().filter(task=task)
