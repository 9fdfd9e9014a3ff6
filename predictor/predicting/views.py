"""Asking for a prediction, and the page of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.exceptions import BundleError
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.said import said
from predictor import problems
from predictor.access.questions import tasks_of
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Prediction, Student, Submission
from predictor.predicting import page
from predictor.predicting.forms import AnswersForm, OwnEstimateForm
from predictor.predicting.prefill import Prefill, like, prefill
from predictor.predicting.work import make_prediction

NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True)
class Tab:
    """One of the questions that the student's class is asked."""

    task: Task
    is_shown: bool


@require_safe
def predict_any(request: Request, pk: int) -> HttpResponse:
    """The first question that a model can answer."""
    student = _student(request, pk)
    problems.ClassArchived.check_of(student, request.user, Act.PREDICT)
    if student.objected_at:
        return redirect("objection", student.pk)
    tasks = tasks_of(student.classroom)
    answered = ModelVersion.objects.live().filter(task__in=tasks).order_by("task_id").first()
    task = answered.task if answered else next(iter(tasks), None)
    if task is None:
        return redirect("student", student.pk)
    return redirect("predict", student.pk, task.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def predict(request: Request, pk: int, task_slug: str) -> HttpResponse:
    student = _student(request, pk)
    problems.ClassArchived.check_of(student, request.user, Act.PREDICT)
    if student.objected_at:
        return redirect("objection", student.pk)
    tasks = tasks_of(student.classroom)
    task = get_object_or_404(Task, slug=task_slug, pk__in=[task.pk for task in tasks])
    version = ModelVersion.objects.live_for(task)
    tabs = [Tab(other, other == task) for other in tasks]
    context = {"student": student, "tabs": tabs, "task": task, "version": version}
    context["about"] = [version] if version else []
    if version is None:
        return render(request, "predicting/predict.html", context)
    forms = _forms(request, student, task, version.entered)
    form, own = forms["form"], forms["own_form"]
    is_valid = all([form.is_valid(), own.is_valid()])
    if is_valid and (prediction := _predict(request, student, task, form, own)):
        return redirect("prediction", prediction.pk)
    return render(request, "predicting/predict.html", context | forms)


def _forms(request: Request, student: Student, task: Task, schema: Schema) -> dict[str, Any]:
    """What the page is filled from: the question, a form of its inputs and one of the teacher's own estimate."""
    question = schema.task(task.slug)
    fields = schema.inputs(question)
    begin = _beginning(request, student, task, fields)
    data = request.POST if request.method == "POST" else None
    return {
        "question": question,
        "form": AnswersForm(fields, data, initial=begin.answers),
        "own_form": OwnEstimateForm(schema.field(question.target), data),
        "entered_at": begin.entered_at,
    }


def _beginning(request: Request, student: Student, task: Task, fields: Sequence[Field]) -> Prefill:
    """What is known, or what a prediction that is to be corrected was made from."""
    pk = request.GET.get("like", "")
    theirs = Prediction.objects.visible_to(request.user).filter(student=student, task=task)
    found = theirs.select_related("submission").filter(pk=int(pk)).first() if NUMBER.fullmatch(pk) else None
    return like(found, fields) if found else prefill(student, fields)


def _predict(
    request: Request, student: Student, task: Task, form: AnswersForm, own: OwnEstimateForm
) -> Prediction | None:
    by, door, answers = request.user, Submission.Door.PAGE, form.cleaned_data
    try:
        return make_prediction(
            task=task, answers=answers, made_by=by, door=door, student=student, own_estimate=own.value
        )
    except problems.InvalidAnswers as error:
        form.refuse(error.refusals)
    except (problems.NoLiveModel, problems.PredictingStopped) as error:
        form.add_error(None, str(error))
    except problems.DeletedMeanwhile as error:
        raise Http404(str(error)) from error
    except BundleError as error:
        told = _("The model cannot answer now. Please tell your admin: %(error)s")
        form.add_error(None, told % {"error": said(error)})
    return None


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    prediction = page.prediction_for(request.user, pk)
    return render(request, "predicting/prediction.html", page.page(prediction, request.GET, request.user))


def _student(request: Request, pk: int) -> Student:
    students = Student.objects.open_to(request.user, Act.PREDICT).select_related("classroom__schema_version")
    return get_object_or_404(students, pk=pk)
