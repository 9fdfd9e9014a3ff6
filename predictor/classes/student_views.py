"""Keeping students, and everything that was predicted for one of them."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.pipeline.schema import MANY_INPUTS, Field, Schema
from predictor import problems
from predictor.access.questions import tasks_seen_of
from predictor.access.reading.closed import closed_anywhere
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.classes import work
from predictor.classes.forms import StudentForm
from predictor.models import Classroom, Correction, Membership, Outcome, Student, Support, Target
from predictor.outcomes.reads import reached
from predictor.predicting import words
from predictor.predicting.forms import AnswersForm
from predictor.subjects.reads import subjects_of
from predictor.support.reads import noted
from predictor.timeline.page import timeline_of


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    student = _student(request, pk, Act.SEE)
    facts, open_facts = _facts(student)
    tasks = tasks_seen_of(student, request.user)
    context = {
        "student": student,
        "shown": (shown := student.class_known_to(request.user)),
        "before": _other_classes(student, shown, request.user),
        "facts": facts,
        "open_facts": open_facts,
        "tasks": tasks,
        "open_corrections": _open_corrections(student, request.user),
        "subjects": subjects_of(student, tasks),
        "reached": reached(student, request.user),
        "results": Outcome.objects.told_to(request.user).filter(student=student).in_force().count(),
        "noted": noted(student),
        "timeline": timeline_of(student, request.user),
    }
    return render(request, "classes/student.html", context)


def _open_corrections(student: Student, user: User) -> int:
    rows = Correction.objects.waiting().filter(student=student)
    return rows.but_about(closed_anywhere(user)).count()


def _other_classes(student: Student, shown: Classroom, user: User) -> QuerySet[Membership]:
    """Those that they were in, and those that they are in where the user sees it."""
    told = Q(left_at__isnull=False) | Q(classroom__in=Classroom.objects.open_to(user, Act.SEE))
    found = student.memberships.filter(told).exclude(classroom__in=[student.classroom_id, shown.pk])
    return found.order_by(F("left_at").desc(nulls_first=True), "classroom__name").select_related("classroom")


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request, classroom_pk: int) -> HttpResponse:
    classroom = get_object_or_404(Classroom.objects.open_to(request.user, Act.CHANGE), pk=classroom_pk)
    problems.ClassArchived.check(classroom)
    return _save(request, Student(classroom=classroom), _("%(student)s was added."))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    student = _student(request, pk, Act.CHANGE)
    problems.ClassArchived.check_of(student, request.user)
    return _save(request, student, _("%(student)s was changed."))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request, pk: int) -> HttpResponse:
    student = _student(request, pk, Act.DELETE)
    if request.method == "POST":
        work.delete_student(student)
        messages.success(
            request, _("%(student)s and everything predicted for them was deleted.") % {"student": student.name}
        )
        return redirect("classroom", student.classroom_id)
    context = {
        "student": student,
        "predictions": student.predictions.count(),
        "targets": Target.objects.filter(student=student).count(),
        "results": Outcome.objects.filter(student=student).count(),
        "support": Support.objects.filter(student=student).count(),
    }
    return render(request, "classes/student_delete.html", context)


def _facts(student: Student) -> tuple[list[words.Entered], list[words.Entered]]:
    """What is shown of a student, and of very many entries those apart that nobody knows."""
    entered = words.entered(_sorted(student.classroom.schema_version.shown), student.known)
    facts = [fact for fact in entered if fact.shown or fact.field.about == "student"]
    if len(facts) <= MANY_INPUTS:
        return facts, []
    return [fact for fact in facts if fact.shown], [fact for fact in facts if not fact.shown]


def _student(request: Request, pk: int, act: Act) -> Student:
    students = Student.objects.open_to(request.user, act).select_related("classroom__schema_version")
    return get_object_or_404(students, pk=pk)


def _sorted(schema: Schema) -> tuple[Field, ...]:
    """What stays the same about a student first, then what belongs to the moment."""
    return tuple(sorted(schema.described, key=lambda field: field.about != "student"))


def _save(request: Request, student: Student, done: str) -> HttpResponse:
    data = request.POST or None
    form = StudentForm(data, instance=student)
    known = AnswersForm(_sorted(student.classroom.schema_version.entered), data, initial=student.known)
    # Both are asked, so that all mistakes are shown at once.
    if all([form.is_valid(), known.is_valid()]) and _saved(request, student, form, known):
        messages.success(request, done % {"student": student.name})
        return redirect("student", student.pk)
    classroom = student.class_known_to(request.user) if student.pk else student.classroom
    context = {"form": form, "known": known, "student": student, "classroom": classroom}
    return render(request, "classes/student_form.html", context)


def _saved(request: Request, student: Student, form: StudentForm, known: AnswersForm) -> bool:
    try:
        work.save_student(student, **form.cleaned_data, known=known.cleaned_data, by=request.user)
    except problems.ReferenceTaken as error:
        form.add_error("reference", str(error))
    except problems.InvalidAnswers as error:
        known.refuse(error.refusals)
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    return form.is_valid() and known.is_valid()
