"""The page of a student's objection: how it stands, what a training did before, and its log."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Student
from predictor.models.care.objections import LONGEST_WHY
from predictor.objections.learned import may_have_learned
from predictor.objections.reads import log_of, student_for
from predictor.objections.work import turn
from predictor.problems import DeletedMeanwhile, ObjectionStays


class ObjectionForm(forms.Form):
    why = forms.CharField(
        label=pgettext_lazy("a reason", "Why"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "In a few words: who asked, and when. Whoever teaches the student reads it. It is kept with your name and "
            "the time."
        ),
    )
    # What the page showed, so that nothing else is done than what was confirmed.
    objects = forms.BooleanField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk, Act.CHANGE if request.method == "POST" else Act.SEE)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _turned(request, student, form):
        return redirect("objection", student.pk)
    log = log_of(student)
    context = {
        "student": student,
        "form": form,
        "log": log,
        "learned": may_have_learned(student) if student.objected_at else [],
        "is_open": Student.objects.open_to(request.user, Act.CHANGE).filter(pk=student.pk).exists(),
    }
    return render(request, "objections/objection.html", context)


def _turned(request: Request, student: Student, form: ObjectionForm) -> bool:
    objects_now = form.cleaned_data["objects"]
    try:
        turn(student, objects_now, by=request.user, why=form.cleaned_data["why"])
    except ObjectionStays as error:
        form.add_error(None, str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    done = (
        _("%(student)s is not predicted any more, and no training from now on learns from them.")
        if objects_now
        else _("The objection was taken back.")
    )
    messages.success(request, done % {"student": student.name})
    return True
