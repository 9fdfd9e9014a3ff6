"""Keeping classes."""

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from predictor import problems
from predictor.access.reading.closed import closed_anywhere
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.classes import rosters, work
from predictor.classes.forms import ClassroomForm, NewClassroomForm
from predictor.classes.keeping.reads import gone_from
from predictor.forecast.page import forecast_of
from predictor.models import Classroom, Correction, Outcome, Prediction, Student, Support, Target
from predictor.numbered import numbered
from predictor.predicting.readings import common_axis

STUDENTS_PER_PAGE = 100


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    classroom = get_object_or_404(Classroom.objects.visible_to(request.user), pk=pk)
    # A class is small enough for numbered pages.
    page = numbered(classroom.students.all(), STUDENTS_PER_PAGE, request.GET.get("page"))
    lines = rosters.marked(rosters.with_newest_prediction(cast("QuerySet[Student]", page.object_list), request.user))
    context = {
        "classroom": classroom,
        "teachers": classroom.teachers.order_by("username"),
        "page": page,
        "lines": lines,
        # How many in all questions is not looked at: the page shows the newest prediction of each student alone.
        "is_older": any(line.older for line in lines),
        "axis": common_axis([line.reading for line in lines if line.reading]),
        "forecast": forecast_of(classroom, request.user),
        "gone": gone_from(classroom, request.user),
        "corrections": _corrections(classroom, request),
    }
    return render(request, "classes/classroom.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.ADD_CLASS)
def create(request: Request) -> HttpResponse:
    form = NewClassroomForm(request.POST or None)
    if form.is_valid():
        classroom = work.create_class(**form.cleaned_data, teacher=request.user)
        messages.success(request, _("The class %(classroom)s was added.") % {"classroom": classroom.name})
        return redirect("classroom", classroom.pk)
    return render(request, "classes/classroom_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    classroom = get_object_or_404(Classroom.objects.open_to(request.user, Act.CHANGE), pk=pk)
    problems.ClassArchived.check(classroom)
    form = ClassroomForm(request.POST or None, instance=classroom)
    if form.is_valid():
        _rename(classroom, **form.cleaned_data)
        messages.success(request, _("The class was renamed."))
        return redirect("classroom", classroom.pk)
    return render(request, "classes/classroom_form.html", {"form": form, "classroom": classroom})


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request, pk: int) -> HttpResponse:
    classroom = get_object_or_404(Classroom.objects.open_to(request.user, Act.DELETE), pk=pk)
    if request.method == "POST":
        work.delete_class(classroom)
        messages.success(request, _("The class %(classroom)s was deleted.") % {"classroom": classroom.name})
        return redirect("home")
    context = {
        "classroom": classroom,
        "students": classroom.own_students.count(),
        "predictions": Prediction.objects.filter(student__classroom=classroom).count(),
        "targets": Target.objects.filter(student__classroom=classroom).count(),
        "results": Outcome.objects.filter(student__classroom=classroom).count(),
        "support": Support.objects.filter(student__classroom=classroom).count(),
        "boundaries": classroom.boundaries.exists(),
    }
    return render(request, "classes/classroom_delete.html", context)


def _corrections(classroom: Classroom, request: Request) -> dict[str, int]:
    rows = Correction.objects.open_to(request.user, Act.CHANGE).of_class(classroom)
    return rows.but_about(closed_anywhere(request.user)).counts(timezone.localdate())


def _rename(classroom: Classroom, name: str) -> None:
    try:
        work.rename_class(classroom, name)
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
