"""Grade boundaries: what is in force, deciding others, and what was decided before. For admins."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.models import Task
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, Grading
from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.grades import work
from predictor.grades.forms import BoundariesForm, beginning
from predictor.grades.in_force import InForce, grading_of, read
from predictor.models import Classroom, GradeBoundaries

MOST_SHOWN = 200


@dataclass(frozen=True)
class Targeted:
    """What some questions ask for, and its grades in force for everybody."""

    task: Task
    target: Field
    grading: Grading | None


@dataclass(frozen=True)
class Decided:
    """One line of the history; no grading where what was decided before was taken back."""

    row: GradeBoundaries
    grading: Grading | None


@require_safe
@needs(Act.SET_GRADES)
def overview(request: Request) -> HttpResponse:
    found: dict[tuple[str, str], Targeted] = {}
    in_force, now = InForce(), timezone.now()
    for task in Task.objects.select_related("schema_version"):
        key = (task.schema_version.name, task.target.slug)
        if key not in found:
            found[key] = Targeted(task, task.target, in_force.at(task, None, now))
    return render(request, "grades/overview.html", {"targets": found.values()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.SET_GRADES)
def boundaries(request: Request, schema: str, field: str) -> HttpResponse:
    task = _task(schema, field)
    data = request.POST if request.method == "POST" else None
    now = grading_of(task)
    form = BoundariesForm(task.target, _classrooms(schema), data, initial=beginning(now))
    if form.is_valid() and _decided(request, task, form):
        return redirect("grade-boundaries", schema, field)
    rows = GradeBoundaries.objects.filter(schema_name=schema, field=field).select_related("classroom", "made_by")
    context = {
        "task": task,
        "target": task.target,
        "grading": now,
        "own": _own(task),
        # Not from the form: after a refusal the page shows another decision than was sent.
        "seen": work.newest(schema, field),
        "form": form,
        "history": [Decided(row, read(row.content)) for row in rows.order_by("-id")[:MOST_SHOWN]],
    }
    return render(request, "grades/boundaries.html", context)


def _task(schema: str, field: str) -> Task:
    """A question of this schema that asks for the field. Raises Http404."""
    tasks = Task.objects.filter(schema_version__name=schema).select_related("schema_version")
    task = next((task for task in tasks if task.question.target == field), None)
    if task is None:
        raise Http404(f"No question asks for '{field}' of the schema '{schema}'.")
    return task


def _classrooms(schema: str) -> QuerySet[Classroom]:
    return Classroom.objects.filter(schema_version__name=schema)


def _own(task: Task) -> list[tuple[Classroom, Grading]]:
    """Classes with boundaries of their own in force now, by name."""
    name, target = task.schema_version.name, task.question.target
    deciding = GradeBoundaries.objects.filter(schema_name=name, field=target).values("classroom")
    in_force, now = InForce(), timezone.now()
    return [
        (classroom, grading)
        for classroom in Classroom.objects.filter(pk__in=deciding)
        if (row := in_force.decision(task, classroom.pk, now)) and row.classroom_id and (grading := read(row.content))
    ]


def _decided(request: Request, task: Task, form: BoundariesForm) -> bool:
    given = form.cleaned_data
    scope = work.Scope(schema_version=task.schema_version, target=task.target, classroom=given["classroom"])
    signed = work.Signed(by=request.user, reason=given["reason"], valid_from=given["valid_from"], seen=given["seen"])
    try:
        if form.takes_back:
            work.take_back(scope, signed)
            messages.success(request, "The boundaries were taken back.")
        else:
            work.decide(scope, given["grades"], given["passed"], signed)
            messages.success(request, "The boundaries were set.")
    except problems.DayIsOver as error:
        form.add_error("valid_from", str(error))
    except SchemaError as error:
        form.add_error(None, str(error))
    except problems.BoundariesRefused as refusal:
        form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return form.is_valid()
