"""Grade boundaries: what is in force, deciding others, and what was decided before. For admins."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.models import Task
from mlcore.pipeline.exceptions import SchemaError
from mlcore.words.said import said
from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.grades import work
from predictor.grades.forms import BoundariesForm, beginning
from predictor.grades.in_force import grading_of
from predictor.grades.reads import decided, own, targeted, task_that_asks
from predictor.models import Classroom


@require_safe
@needs(Act.SET_GRADES)
def overview(request: Request) -> HttpResponse:
    return render(request, "grades/overview.html", {"targets": targeted()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.SET_GRADES)
def boundaries(request: Request, schema: str, field: str) -> HttpResponse:
    task = task_that_asks(schema, field)
    data = request.POST if request.method == "POST" else None
    now = grading_of(task)
    form = BoundariesForm(task.target, _classrooms(schema), data, initial=beginning(now))
    if form.is_valid() and _decided(request, task, form):
        return redirect("grade-boundaries", schema, field)
    context = {
        "task": task,
        "target": task.target,
        "grading": now,
        "own": own(task),
        # Not from the form: after a refusal the page shows another decision than was sent.
        "seen": work.newest(schema, field),
        "form": form,
        "history": decided(schema, field),
    }
    return render(request, "grades/boundaries.html", context)


def _classrooms(schema: str) -> QuerySet[Classroom]:
    return Classroom.objects.current().filter(schema_version__name=schema)


def _decided(request: Request, task: Task, form: BoundariesForm) -> bool:
    given = form.cleaned_data
    scope = work.Scope(schema_version=task.schema_version, target=task.target, classroom=given["classroom"])
    signed = work.Signed(by=request.user, reason=given["reason"], valid_from=given["valid_from"], seen=given["seen"])
    try:
        if form.takes_back:
            work.take_back(scope, signed)
            messages.success(request, _("The boundaries were taken back."))
        else:
            work.decide(scope, given["grades"], given["passed"], signed)
            messages.success(request, _("The boundaries were set."))
    except problems.DayIsOver as error:
        form.add_error("valid_from", str(error))
    except SchemaError as error:
        form.add_error(None, said(error))
    except problems.BoundariesRefused as refusal:
        form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return form.is_valid()
