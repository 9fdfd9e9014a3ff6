"""Predicting a class over the API: at once, or as a job where it is large."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from predictor.access.questions import tasks_of
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Flag, Id, Strict, Text
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.grades.in_force import InForce
from predictor.jobs.api import AskedJobSerializer, asked
from predictor.models import Classroom, Submission
from predictor.predicting.api import PredictionSerializer, graded
from predictor.problems import DeletedMeanwhile, StudentObjects
from predictor.whole_class import words, work
from predictor.whole_class.plan import ClassPlan, Problem, Which


class NewClassPredictionsSerializer(Strict):
    task = Text(max_length=50, required=False, help_text="Slug of a task; without it all tasks of the class.")
    only_outdated = Flag(default=False, help_text="Only students whose newest prediction is older than its data.")


class NotPredictedSerializer(serializers.Serializer):
    student = Id()
    reason = serializers.CharField(help_text="Why not, and what to do.")


class ClassTaskSerializer(serializers.Serializer):
    task = serializers.CharField()
    model_version = VersionNameSerializer(allow_null=True, help_text="Null where no usable version is live.")
    problem = serializers.ChoiceField(
        [str(problem) for problem in Problem], allow_null=True, help_text="Why nobody could be predicted."
    )
    predictions = PredictionSerializer(many=True, help_text="What was stored now, in the order of the class.")
    up_to_date = serializers.ListField(
        child=Id(), help_text="Students who keep their newest prediction: the same inputs and version."
    )
    not_predicted = NotPredictedSerializer(many=True)


class ClassPredictionsSerializer(serializers.Serializer):
    classroom = Id()
    tasks = ClassTaskSerializer(many=True)


NEW, VERSION = NewClassPredictionsSerializer(), VersionNameSerializer()


class ClassroomPredictions(Resource):
    @extend_schema(
        request=NewClassPredictionsSerializer,
        responses={201: ClassPredictionsSerializer, 202: AskedJobSerializer},
        operation_id="classrooms_predict",
        extensions=MAY_CONFLICT,
        summary="Predict a class",
        description="Inputs are what was entered last about each student. Above 200 students times tasks it is a job: "
        "202 with its address. Whoever has a prediction of the same inputs and version keeps it.",
    )
    def post(self, request: Request, pk: int) -> Response:
        rows = Classroom.objects.open_to(request.user, Act.PREDICT).select_related("schema_version")
        order = _order(get_object_or_404(rows, pk=pk), NEW.run_validation(request.data))
        try:
            if work.is_large(order):
                return asked(request, work.ask(order, by=request.user))
            made = work.predict_class(order, request.user)
        except DeletedMeanwhile as error:
            raise Http404(str(error)) from error
        in_force = InForce()
        return Response({"classroom": pk, "tasks": [_made(one, in_force) for one in made]}, status=201)


def _order(classroom: Classroom, content: dict[str, Any]) -> work.Order:
    which = Which.OUTDATED if content["only_outdated"] else Which.ALL
    tasks = tasks_of(classroom)
    if "task" in content:
        tasks = [_named(tasks, content["task"])]
    return work.Order(classroom=classroom, tasks=tasks, door=Submission.Door.API, which=which)


def _named(tasks: list[Task], slug: str) -> Task:
    known = {task.slug: task for task in tasks}
    if slug not in known:
        raise invalid(
            {
                "task": _("Task '%(slug)s' is not asked of this class; there are: %(known)s")
                % {"slug": slug, "known": ", ".join(sorted(known))}
            }
        )
    return known[slug]


def _made(made: work.Made, in_force: InForce) -> dict[str, Any]:
    plan = made.plan
    return {
        "task": plan.task.slug,
        "model_version": VERSION.to_representation(plan.model.version) if plan.model else None,
        "problem": plan.problem,
        "predictions": [graded(in_force, prediction) for prediction in made.predictions],
        "up_to_date": [one.student.pk for one in plan.ready if one.is_current],
        "not_predicted": [*_not_ready(plan), *_objecting(plan)],
    }


def _not_ready(plan: ClassPlan) -> list[dict[str, Any]]:
    return [{"student": one.student.pk, "reason": words.why_not(one)} for one in plan.not_ready]


def _objecting(plan: ClassPlan) -> list[dict[str, Any]]:
    return [{"student": student.pk, "reason": str(StudentObjects(student))} for student in plan.objecting]
