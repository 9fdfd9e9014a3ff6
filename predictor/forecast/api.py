"""What to expect of a class, asked by programs."""

from dataclasses import asdict
from operator import itemgetter
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from mlcore.pipeline.schema import Grade
from predictor.access.questions import tasks_seen
from predictor.api.fields import Id, Strict
from predictor.api.lists.query import checked_query
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.forecast.expected import FEWEST_STUDENTS, Expected, Number, TooFew, expectation
from predictor.models import Classroom


class ForecastQuery(Strict):
    task = serializers.SlugField(max_length=50, help_text="Slug of a task that is asked of the class.")


class NumberSerializer(serializers.Serializer):
    people = serializers.IntegerField(help_text="Expected, in whole people that add up over grades.")
    low = serializers.IntegerField(help_text="For 8 of 10 such classes it is from here …")
    high = serializers.IntegerField(help_text="… to here.")


class PassNumberSerializer(NumberSerializer):
    start = serializers.FloatField(help_text="The lowest score that passes.")


class GradeNumberSerializer(NumberSerializer):
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    start = serializers.FloatField(help_text="The lowest score that gets it.")


class MeanSerializer(serializers.Serializer):
    expected = serializers.FloatField(help_text="In the unit of the target.")
    low = serializers.FloatField()
    high = serializers.FloatField()


class TogetherSerializer(serializers.Serializer):
    group = serializers.CharField(help_text="Slug of the field that names groups.")
    share = serializers.FloatField(help_text="Of the variance that the model leaves open, what goes with the group.")
    groups = serializers.IntegerField(help_text="From how many groups it is told.")


class ForecastSerializer(serializers.Serializer):
    classroom = Id()
    task = serializers.CharField()
    students = serializers.IntegerField(help_text="Of the class.")
    counted = serializers.IntegerField(help_text="Those whose newest prediction tells their chances.")
    untold = serializers.IntegerField(help_text="Those whose newest prediction does not; predict again.")
    objecting = serializers.IntegerField(help_text="Those who object to being predicted; they are left out.")
    fewest = serializers.IntegerField(help_text="Below so many counted, nothing is expected.")
    oldest = serializers.DateTimeField(allow_null=True, help_text="When the oldest counted prediction was made.")
    newest = serializers.DateTimeField(allow_null=True)
    passed = PassNumberSerializer(allow_null=True, help_text="Null without a pass mark.")
    grades = GradeNumberSerializer(many=True, help_text="The lowest first; empty without grades.")
    mean = MeanSerializer(allow_null=True)
    together = TogetherSerializer(
        allow_null=True,
        help_text="Null: how far students of a class do better or worse together is not known, and the intervals do "
        "not allow for it.",
    )


FORECAST, FORECAST_QUERY = ForecastSerializer(), ForecastQuery()
NOTHING: dict[str, Any] = {"oldest": None, "newest": None, "passed": None, "grades": [], "mean": None, "together": None}


class ClassroomForecast(Resource):
    @extend_schema(
        parameters=[ForecastQuery],
        responses=ForecastSerializer,
        summary="What to expect of a class",
        description="From the newest prediction of each student, by the grades that are in force today.",
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = Classroom.objects.visible_to(request.user).select_related("schema_version")
        classroom = get_object_or_404(rows, pk=pk)
        task = _task(request, classroom)
        return Response(FORECAST.to_representation(_content(classroom, expectation(classroom, task))))


def _task(request: Request, classroom: Classroom) -> Task:
    slug = checked_query(FORECAST_QUERY, request)["task"]
    tasks = {task.slug: task for task in tasks_seen(classroom, request.user)}
    if slug not in tasks:
        raise invalid(
            {
                "task": _("Task '%(slug)s' is not asked of this class; there are: %(sorted)s")
                % {"slug": slug, "sorted": ", ".join(sorted(tasks))}
            }
        )
    return tasks[slug]


def _content(classroom: Classroom, found: Expected | TooFew) -> dict[str, Any]:
    told = {name: getattr(found, name) for name in ("students", "counted", "untold", "objecting")}
    content = told | {"classroom": classroom.pk, "task": found.task.slug, "fewest": FEWEST_STUDENTS}
    return content | (_expected(found) if isinstance(found, Expected) else NOTHING)


def _expected(found: Expected) -> dict[str, Any]:
    together = found.together
    return {
        "oldest": found.oldest,
        "newest": found.newest,
        "passed": found.passed and asdict(found.passed) | {"start": found.pass_at},
        "grades": sorted(map(_grade, found.grades), key=itemgetter("start")),
        "mean": asdict(found.mean),
        "together": together and asdict(together.between) | {"group": together.group.slug},
    }


def _grade(found: tuple[Grade, Number]) -> dict[str, Any]:
    grade, number = found
    return {"label": grade.label, "start": grade.start} | asdict(number)
