"""The page of a student's support, and that on which an entry is corrected or removed."""

from collections.abc import Callable
from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, may
from predictor.models import Student, Support
from predictor.support import work
from predictor.support.forms import CorrectionForm, ReasonForm, SupportForm
from predictor.support.reads import history_of, noted, student_for, support_for

REMOVE = "remove"


@require_http_methods(["GET", "HEAD", "POST"])
def of_student(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk, Act.CHANGE if request.method == "POST" else Act.SEE)
    if request.method == "POST":
        problems.ClassArchived.check_of(student, request.user)
    form = SupportForm(request.POST or None)
    if form.is_valid():
        signed = work.Signed(by=request.user)
        if _done(form, lambda: work.add(student, form.said, signed)):
            messages.success(request, _("The support was noted."))
            return redirect("support", student.pk)
    return render(request, "support/of_student.html", _context(request, student, form))


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """As of today, by one button."""
    row = support_for(request.user, pk, Act.CHANGE)
    form = forms.Form(request.POST)
    if _done(form, lambda: work.end(row, work.today(), work.Signed(by=request.user))):
        messages.success(request, _("“%(what)s” ends today.") % {"what": row.what})
    else:
        messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect("support", row.student_id)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: Request, pk: int) -> HttpResponse:
    row = support_for(request.user, pk, Act.CHANGE)
    problems.ClassArchived.check_of(row.student, request.user)
    removes = request.POST.get("act") == REMOVE
    form = CorrectionForm(request.POST or None, initial=asdict(work.Said.of(row)))
    reason = ReasonForm(request.POST) if removes else form
    if reason.is_valid() and _done(reason, lambda: _replaced(request, row, reason)):
        messages.success(request, _("The entry was removed.") if removes else _("The entry was corrected."))
        return redirect("support", row.student_id)
    context = {"row": row, "student": row.student, "form": form, "mistakes": reason}
    return render(request, "support/correction.html", context)


def _context(request: Request, student: Student, form: SupportForm) -> dict[str, object]:
    history = history_of(student)
    return {
        "student": student,
        "form": form,
        "noted": noted(student),
        # What was only ever added tells nothing that the list above does not.
        "history": history if any(done.row.replaces_id for done in history) else [],
        "is_open": bool(may(request.user, Act.CHANGE, student)),
    }


def _replaced(request: Request, row: Support, form: ReasonForm) -> Support:
    signed = work.Signed(by=request.user, why=form.cleaned_data["why_replaced"])
    return work.correct(row, form.said, signed) if isinstance(form, CorrectionForm) else work.remove(row, signed)


def _done(form: forms.Form, what: Callable[[], Support]) -> bool:
    try:
        what()
    except problems.SupportStays as error:
        form.add_error(None, str(error))
        return False
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return True
