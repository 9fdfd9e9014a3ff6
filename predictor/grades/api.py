"""Grades and chances of predictions, for the API."""

import datetime as dt
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.words.marks import chances as words
from predictor.api.fields import Strict
from predictor.api.paging import checked_query
from predictor.api.parsing import Request
from predictor.grades.chances import distribution_of
from predictor.grades.in_force import InForce
from predictor.models import Prediction

THEN, NOW = "then", "today"


class GradeRangeSerializer(serializers.Serializer):
    low = serializers.CharField()
    high = serializers.CharField()


class GradesSerializer(serializers.Serializer):
    value = serializers.CharField(help_text="The grade of the predicted value.")
    ranges = inline_serializer("GradeRanges", {str(level): GradeRangeSerializer() for level in LEVELS})


class GradeChanceSerializer(serializers.Serializer):
    grade = serializers.CharField()
    start = serializers.FloatField(help_text="The lowest score that gets it.")
    chance = serializers.FloatField(allow_null=True, help_text="From 0 to 1; null where the version keeps none.")


class PassSerializer(serializers.Serializer):
    start = serializers.FloatField(help_text="The lowest score that passes.")
    chance = serializers.FloatField(allow_null=True)


class ChancesSerializer(serializers.Serializer):
    boundaries = serializers.ChoiceField([THEN, NOW], help_text="Of the day of the prediction, or of today.")
    grades = GradeChanceSerializer(many=True, help_text="The lowest first; the chances add up to 1.")
    passed = PassSerializer(allow_null=True, help_text="Null without a pass mark.")


class ChancesQuery(Strict):
    boundaries = serializers.ChoiceField([THEN, NOW], default=THEN, help_text="Whose boundaries are asked for.")


CHANCES, CHANCES_QUERY = ChancesSerializer(), ChancesQuery()


class PredictionChances(APIView):
    @extend_schema(
        parameters=[ChancesQuery],
        responses=ChancesSerializer,
        summary="The chances of one prediction",
        description="Of each grade and of passing, told from how far off the model was for students like this one.",
    )
    def get(self, request: Request, pk: int) -> Response:
        boundaries = checked_query(CHANCES_QUERY, request)["boundaries"]
        rows = Prediction.objects.visible_to(request.user).select_related("submission", "student", "model_version")
        prediction = get_object_or_404(rows.select_related("task__schema_version"), pk=pk)
        return Response(chances_of(prediction, boundaries))


def grades_of(prediction: Prediction, in_force: InForce) -> dict[str, Any] | None:
    """As of the day of the prediction; None where there are no grades."""
    grading = in_force.of_prediction(prediction)
    if grading is None or not grading.grades:
        return None
    target = prediction.task.target
    ranges = {
        str(level): {end: words.grade(getattr(prediction, f"{end}{level}"), target, grading) for end in ("low", "high")}
        for level in LEVELS
    }
    return {"value": words.grade(prediction.value, target, grading), "ranges": ranges}


def chances_of(prediction: Prediction, boundaries: str = THEN) -> dict[str, Any]:
    grading = InForce().of_prediction(prediction, _moment(prediction, boundaries))
    if grading is None:
        return CHANCES.to_representation({"boundaries": boundaries, "grades": [], "passed": None})
    distribution = distribution_of(prediction)
    found = None if distribution is None else Chances.of(distribution, grading)
    chances = [None] * len(grading.grades) if found is None else list(found.of_grades)
    grades = [
        {"grade": grade.label, "start": grade.start, "chance": chance}
        for grade, chance in zip(grading.grades, chances, strict=True)
    ]
    passed = {"start": grading.pass_at, "chance": found and found.passed} if grading.pass_at is not None else None
    return CHANCES.to_representation({"boundaries": boundaries, "grades": grades, "passed": passed})


def _moment(prediction: Prediction, boundaries: str) -> dt.datetime:
    return timezone.now() if boundaries == NOW else prediction.made_at
