"""The pages of a class's years: archived ones, archiving and bringing back, the next year, who teaches."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.classes.keeping import teachers, work
from predictor.classes.keeping.forms import NextYearForm, TeacherForm
from predictor.classes.keeping.reads import archived_of, others_for
from predictor.models import Classroom

PAGE = ("GET", "HEAD", "POST")
ARCHIVED_SHOWN = 200


@require_safe
@needs(Act.SEE, Http404)
def archived(request: Request) -> HttpResponse:
    rows = list(archived_of(request.user)[: ARCHIVED_SHOWN + 1])
    context = {"classrooms": rows[:ARCHIVED_SHOWN], "more": len(rows) > ARCHIVED_SHOWN}
    return render(request, "classes/keeping/archived.html", context)


@require_http_methods(PAGE)
def archive(request: Request, pk: int) -> HttpResponse:
    classroom = _classroom(request, pk, Act.ARCHIVE)
    if request.method == "POST":
        _there(lambda: work.archive(classroom))
        messages.success(
            request,
            _("%(classroom)s is archived. It stays readable, and can be brought back.") % {"classroom": classroom.name},
        )
        return redirect("classroom", pk)
    context = {"classroom": classroom, "students": classroom.students.count()}
    return render(request, "classes/keeping/archive.html", context)


@require_POST
def bring_back(request: Request, pk: int) -> HttpResponse:
    classroom = _classroom(request, pk, Act.ARCHIVE)
    _there(lambda: work.bring_back(classroom))
    messages.success(request, _("%(classroom)s is back among your classes.") % {"classroom": classroom.name})
    return redirect("classroom", pk)


@require_http_methods(PAGE)
def next_year(request: Request, pk: int) -> HttpResponse:
    classroom = _classroom(request, pk, Act.ARCHIVE)
    initial = {"name": work.name_of_next_year(classroom.name)}
    others = others_for(classroom, request.user)
    form = NextYearForm(classroom.students.all(), others, request.POST or None, initial=initial)
    if form.is_valid() and (following := _brought(classroom, form)):
        messages.success(request, _went_on(len(form.cleaned_data["going"]), classroom, following))
        return redirect("classroom", following.pk)
    context = {
        "classroom": classroom,
        "form": form,
        "others": others.exists(),
        "boundaries": classroom.boundaries.exists(),
    }
    return render(request, "classes/keeping/next_year.html", context)


def _went_on(came: int, classroom: Classroom, following: Classroom) -> str:
    told = ngettext(
        "%(came)s student goes on in %(following)s. %(classroom)s is archived.",
        "%(came)s students go on in %(following)s. %(classroom)s is archived.",
        came,
    )
    return told % {"came": came, "following": following.name, "classroom": classroom.name}


@require_http_methods(PAGE)
def teaching(request: Request, pk: int) -> HttpResponse:
    classroom = _classroom(request, pk, Act.SHARE)
    form = TeacherForm(request.POST or None)
    if form.is_valid():
        try:
            added = _there(lambda: teachers.add_teacher(classroom, form.cleaned_data["username"]))
            messages.success(
                request,
                _("%(added)s teaches %(classroom)s now.")
                % {"added": added.get_username(), "classroom": classroom.name},
            )
            return redirect("classroom-teachers", pk)
        except problems.ClassStays as error:
            form.add_error("username", str(error))
    context = {"classroom": classroom, "form": form, "teachers": teachers.teachers_of(classroom)}
    return render(request, "classes/keeping/teachers.html", context)


@require_POST
def stop_teaching(request: Request, pk: int, teacher_pk: int) -> HttpResponse:
    classroom = _classroom(request, pk, Act.SHARE)
    teacher = get_object_or_404(classroom.teachers, pk=teacher_pk)
    try:
        _there(lambda: teachers.remove_teacher(classroom, teacher))
    except problems.ClassStays as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("%(teacher)s does not teach %(classroom)s any more.")
            % {"teacher": teacher.get_username(), "classroom": classroom.name},
        )
    is_mine = Classroom.objects.open_to(request.user, Act.SHARE).filter(pk=pk).exists()
    return redirect("classroom-teachers", pk) if is_mine else redirect("home")


def _brought(classroom: Classroom, form: NextYearForm) -> Classroom | None:
    said = form.cleaned_data
    try:
        return _there(lambda: work.into_next_year(classroom, **said))
    except problems.ClassStays as error:
        form.add_error("going", str(error))
    return None


def _there(do: Callable[[], Any]) -> Any:
    try:
        return do()
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error


def _classroom(request: Request, pk: int, act: Act) -> Classroom:
    return get_object_or_404(Classroom.objects.open_to(request.user, act), pk=pk)
