"""A class at a glance over the API."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.api.fields import Id
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.classes.glance.lines import ClassLine, lines
from predictor.classes.rosters import with_sizes
from predictor.models import Classroom


class QuestionSerializer(serializers.Serializer):
    task = serializers.CharField(source="task.slug")
    predicted = serializers.IntegerField(source="figures.predicted", help_text="Students with a prediction.")
    lowest = serializers.FloatField(source="figures.lowest", help_text="Of their newest predicted scores.")
    highest = serializers.FloatField(source="figures.highest")
    width = serializers.FloatField(source="figures.width", help_text="Of the 80 % ranges, the median one.")
    first_at = serializers.DateTimeField(source="figures.first_at", help_text="The oldest of the newest predictions.")
    last_at = serializers.DateTimeField(source="figures.last_at")
    compared = serializers.IntegerField(source="figures.compared", help_text="Students who were predicted before, too.")
    moved = serializers.ListField(
        child=Id(),
        source="figures.moved",
        help_text="Of these, whose score is outside of their earlier 80 % range now.",
    )


class GlanceSerializer(serializers.Serializer):
    students = serializers.IntegerField(source="classroom.size")
    questions = QuestionSerializer(many=True)


class ClassroomGlance(Resource):
    @extend_schema(responses=GlanceSerializer, summary="A class at a glance: what its newest predictions say")
    def get(self, request: Request, pk: int) -> Response:
        row: Any = get_object_or_404(with_sizes(Classroom.objects.visible_to(request.user)), pk=pk)
        row.size = row.size or 0
        (line,) = lines([row], request.user)
        return Response(_content(line))


def _content(line: ClassLine) -> dict[str, Any]:
    return dict(GlanceSerializer(line).data)
