"""The pages of requests to correct an entry: what waits, those of a student, and one to be decided."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.pipeline.schema import Field
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen
from predictor.corrections import reads, work
from predictor.corrections.forms import DecisionForm, RequestForm, WhichForm
from predictor.corrections.words import came_of
from predictor.models import Correction, Student, Submission
from predictor.predicting.forms import AnswersForm
from predictor.predicting.known.entries import Entries
from predictor.problems import ClassArchived, CorrectionStays, DeletedMeanwhile


@require_safe
@needs(Act.CHANGE)
def waiting(request: Request) -> HttpResponse:
    classroom = reads.classroom_for(request.user, request.GET.get("classroom"))
    rows = reads.waiting_for(request.user, classroom)
    seen(request, [one.row.student_id for one in rows])
    context = {"rows": rows, "classroom": classroom, "query": request.GET.urlencode()}
    return render(request, "corrections/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def of_student(request: Request, pk: int) -> HttpResponse:
    """First which entry, by the address; then what it should be."""
    student = reads.student_for(request.user, pk, Act.CHANGE if request.method == "POST" else Act.SEE)
    fields = student.classroom.schema_version.entered.described
    field = next((one for one in fields if one.slug == request.GET.get("field")), None)
    context = {
        "student": student,
        "which": WhichForm(fields, initial={"field": field.slug if field else ""}),
        "field": field,
        "rows": reads.of_student(student, request.user),
        "is_open": Student.objects.open_to(request.user, Act.CHANGE).filter(pk=pk).exists(),
    }
    if field is None:
        return render(request, "corrections/of_student.html", context)
    return _asking(request, student, field, context)


def _asking(request: Request, student: Student, field: Field, context: dict[str, object]) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    now = Entries([student.pk]).of(student, [field])
    right, form = AnswersForm([field], data, initial=now), RequestForm(data)
    if all([right.is_valid(), form.is_valid()]) and _asked(request, student, right, form):
        return redirect("corrections", student.pk)
    return render(request, "corrections/of_student.html", context | {"right": right, "form": form})


def _asked(request: Request, student: Student, right: AnswersForm, form: RequestForm) -> bool:
    ((slug, value),) = right.cleaned_data.items()
    try:
        work.ask(student, work.Asked(field=slug, right=value, **form.cleaned_data), request.user)
    except CorrectionStays as error:
        form.add_error(None, str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    messages.success(request, _("The request was noted."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: Request, pk: int) -> HttpResponse:
    row = reads.correction_for(request.user, pk, Act.CHANGE)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _decided(request, row, form):
        return redirect("corrections", row.student_id)
    ClassArchived.check_of(row.student, request.user)
    (shown,) = reads.shown([row])
    return render(request, "corrections/correction.html", {"shown": shown, "student": row.student, "form": form})


def _decided(request: Request, row: Correction, form: forms.Form) -> bool:
    why = form.cleaned_data["why"]
    try:
        if form.cleaned_data["refuses"]:
            work.refuse(row, by=request.user, why=why)
            messages.success(request, _("The request was refused."))
        else:
            done = work.carry_out(row, by=request.user, door=Submission.Door.PAGE, why=why)
            messages.success(request, came_of(done))
    except CorrectionStays as error:
        form.add_error(None, str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return True
