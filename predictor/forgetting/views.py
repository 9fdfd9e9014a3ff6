"""Forgetting a student: the page that says what goes, and the list of who was forgotten."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.forgetting import work
from predictor.forgetting.plan import going
from predictor.forgetting.reads import lines, student_for
from predictor.models import Forgetting, Student
from predictor.problems import DeletedMeanwhile, ForgettingRefused

LINES_SHOWN = 50


class ForgettingForm(forms.Form):
    why = forms.CharField(
        label=pgettext_lazy("a reason", "Why"),
        max_length=work.LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "In a few words and without their name: who asked, and when. It is kept for good, with your name and the "
            "time."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: Request, pk: int) -> HttpResponse:
    student = student_for(request.user, pk)
    form = ForgettingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _forgotten(request, student, form):
        return redirect("forgotten")
    return render(request, "forgetting/forget.html", {"student": student, "form": form, "going": going(student)})


def _forgotten(request: Request, student: Student, form: ForgettingForm) -> bool:
    who = request.user.get_username()
    try:
        work.forget(student, who=who, why=form.cleaned_data["why"], asked_by=request.user)
    except ForgettingRefused as error:
        form.add_error("why", str(error))
        return False
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    messages.success(request, _("The student is forgotten here. What models learned from them goes next."))
    return True


@require_safe
@needs(Act.FORGET)
def forgotten(request: Request) -> HttpResponse:
    return render(request, "forgetting/forgotten.html", {"lines": lines(Forgetting.objects.all()[:LINES_SHOWN])})


@require_POST
@needs(Act.FORGET)
def go_on(request: Request, pk: int) -> HttpResponse:
    try:
        work.ask_again(get_object_or_404(Forgetting, pk=pk), by=request.user)
    except ForgettingRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("A worker does the rest as soon as one is free."))
    return redirect("forgotten")
