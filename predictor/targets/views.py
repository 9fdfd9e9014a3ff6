"""The page of a student's target in one task."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mlcore.models import Task
from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, may
from predictor.models import Student
from predictor.targets.forms import TargetForm, beginning
from predictor.targets.history import history_of
from predictor.targets.reads import student_for, task_asked_of
from predictor.targets.standing import Standing, standing
from predictor.targets.work import Signed, may_change, set_target, take_back


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: Request, pk: int, task_slug: str) -> HttpResponse:
    act = Act.CHANGE if request.method == "POST" else Act.SEE
    student = student_for(request.user, pk, act)
    if request.method == "POST":
        problems.ClassArchived.check_of(student, request.user)
    task = task_asked_of(student, task_slug, request.user)
    now = standing(student, task)
    form = _form(request, now)
    if form.is_valid() and _changed(request, student, task, form):
        return redirect("target", student.pk, task.slug)
    # After a refusal it may be another one than was shown.
    now = standing(student, task) if form.is_bound else now
    context = {
        "student": student,
        "task": task,
        "standing": now,
        "form": form,
        "is_open": _is_open(request, student, now),
        "history": history_of(student, task, now.grading),
    }
    return render(request, "targets/target.html", context)


def _form(request: Request, now: Standing) -> TargetForm:
    data = request.POST if request.method == "POST" else None
    return TargetForm(now.field, now.grading, data, initial=beginning(now.newest))


def _is_open(request: Request, student: Student, now: Standing) -> bool:
    return bool(may(request.user, Act.CHANGE, student)) and may_change(request.user, now.newest)


def _changed(request: Request, student: Student, task: Task, form: TargetForm) -> bool:
    signed = Signed(by=request.user, why=form.cleaned_data["why"], seen=form.seen_row)
    try:
        if form.takes_back:
            take_back(student, task, signed)
            messages.success(request, _("The target was taken back."))
        else:
            set_target(student, task, form.aim, signed, locked=form.cleaned_data["locked"])
            messages.success(request, _("The target was set."))
    except problems.TargetStays as error:
        form.add_error(None, _("Nothing was changed: %(why)s") % {"why": error})
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return form.is_valid()
