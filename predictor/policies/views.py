"""The page of a question's policies: every teacher may read it, admins measure and pick."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.schema import Field
from mlcore.versions.policies import picking, standing
from mlcore.words.said import said
from predictor.access.requests import Request
from predictor.access.rights import Act, may, needs
from predictor.jobs.worker import presence
from predictor.policies import reads, work
from predictor.policies.forms import FieldsForm, PickForm
from predictor.runs.asked import task_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.READ_MODELS)
def policies(request: Request, slug: str) -> HttpResponse:
    """Sending it picks a policy."""
    task = task_of(slug)
    if request.method == "POST" and not may(request.user, Act.PICK_POLICY):
        raise Http404
    form = _pick_form(request, task)
    if form and form.is_valid() and _picked(request, task, form):
        messages.success(request, _("The policy is picked. It holds from the next training on."))
        return redirect("model-policies", task.slug)
    return render(request, "policies/policies.html", _context(request, task, form, _measure_form(request, task)))


@require_POST
@needs(Act.TRAIN, Http404)
def measure(request: Request, slug: str) -> HttpResponse:
    """A job measures what leaving fields out costs, also without the fields that were chosen together."""
    task = task_of(slug)
    version, form = reads.to_measure(task), _measure_form(request, task, request.POST)
    if version is None or form is None:
        raise Http404
    if form.is_valid():
        return redirect("job", work.ask(version, [form.cleaned_data["left_out"]], by=request.user).pk)
    return render(request, "policies/policies.html", _context(request, task, _pick_form(request, task), form))


def _pick_form(request: Request, task: Task) -> PickForm | None:
    """None for who may not pick. It begins with what is in force."""
    if not may(request.user, Act.PICK_POLICY):
        return None
    is_own = request.method == "POST" and "pick-reason" in request.POST
    data, begin = request.POST if is_own else None, {"left_out": picking.left_out_of(task)}
    return PickForm(_asked(task), data, initial=begin, prefix="pick")


def _measure_form(request: Request, task: Task, data: Any = None) -> FieldsForm | None:
    if not may(request.user, Act.TRAIN):
        return None
    return FieldsForm(_asked(task), data, prefix="measure")


def _asked(task: Task) -> tuple[Field, ...]:
    """The inputs that whoever reads may see."""
    schema = task.schema_version.shown
    return schema.inputs(schema.task(task.slug))


def _picked(request: Request, task: Task, form: PickForm) -> bool:
    try:
        work.pick(task, form.cleaned_data["left_out"], reason=form.cleaned_data["reason"], by=request.user)
    except picking.PolicyRefused as error:
        form.add_error(None, said(error))
        return False
    return True


def _context(request: Request, task: Task, pick: PickForm | None, measuring: FieldsForm | None) -> dict[str, Any]:
    return {
        "task": task,
        "about": ModelVersion.objects.live().filter(task=task),
        "in_force": standing.said_of_task(task),
        "needs_training": standing.needs_training(task),
        "measured": reads.newest_of(task),
        "to_measure": reads.to_measure(task),
        "picks": reads.picks(task),
        "pick_form": pick,
        "measure_form": measuring,
        "has_worker": presence.workers() > 0,
    }
