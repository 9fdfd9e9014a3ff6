"""The page of the classes that a student is in: besides their own, and another one as their own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from predictor import problems
from predictor.access.requests import Request
from predictor.access.rights import Act, may
from predictor.classes.keeping import work
from predictor.classes.keeping.forms import ClassForm
from predictor.classes.keeping.reads import classes_of, others_for
from predictor.models import Classroom, Student

BESIDES = "besides"


@require_http_methods(["GET", "HEAD", "POST"])
def classes(request: Request, pk: int) -> HttpResponse:
    act = Act.ARCHIVE if request.method == "POST" else Act.SEE
    student = _student(request, pk, act)
    form = ClassForm(others_for(student.classroom, request.user), request.POST or None)
    if form.is_valid() and _went(request, student, form):
        return redirect("student-classes", pk)
    context = {
        "student": student,
        "form": form,
        "is_own": bool(may(request.user, Act.ARCHIVE, student)),
        "classes": classes_of(student, request.user),
    }
    return render(request, "classes/keeping/student_classes.html", context)


@require_POST
def leave(request: Request, pk: int, classroom_pk: int) -> HttpResponse:
    student = _student(request, pk, Act.SEE)
    classroom = get_object_or_404(Classroom.objects.open_to(request.user, Act.ARCHIVE), pk=classroom_pk)
    try:
        work.leave_class(student, classroom)
        messages.success(
            request,
            _("%(student)s left %(classroom)s. Nothing that was predicted is lost.")
            % {"student": student.name, "classroom": classroom.name},
        )
    except problems.ClassStays as error:
        messages.error(request, str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    is_mine = Student.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect("student-classes", pk) if is_mine else redirect("classroom", classroom_pk)


def _went(request: Request, student: Student, form: ClassForm) -> bool:
    into = form.cleaned_data["into"]
    try:
        if BESIDES in request.POST:
            work.add_to_class(student, into)
            messages.success(
                request, _("%(student)s is in %(into)s, too.") % {"student": student.name, "into": into.name}
            )
        else:
            work.move_student(student, into)
            messages.success(
                request, _("%(student)s is in %(into)s now.") % {"student": student.name, "into": into.name}
            )
    except problems.ClassStays as error:
        form.add_error("into", str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return form.is_valid()


def _student(request: Request, pk: int, act: Act) -> Student:
    return get_object_or_404(Student.objects.open_to(request.user, act).select_related("classroom"), pk=pk)
