"""Somebody's own estimates, for their own programs: the list, and how they fared."""

from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.pipeline.results.served.own import FEWEST_ESTIMATED
from predictor.access_log.record import seen
from predictor.api.fields import Id
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, id_filter
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.estimates.reads import Kind, kinds_of
from predictor.models import OwnEstimate


class OwnEstimateSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="submission.task.slug")
    student = Id(source="submission.student_id")
    value = serializers.FloatField()
    counts = serializers.SerializerMethodField(
        help_text="Whether nothing had been predicted from these entries before."
    )
    made_at = serializers.DateTimeField()

    def get_counts(self, row: OwnEstimate) -> bool:
        return not row.after_answer


class EstimatedMeanSerializer(serializers.Serializer):
    mean = serializers.FloatField()
    low = serializers.FloatField(help_text="Of the 95 % interval.")
    high = serializers.FloatField()


class FaredSerializer(serializers.Serializer):
    error = EstimatedMeanSerializer(help_text="Mean size of the error.")
    above = EstimatedMeanSerializer(help_text="Mean of what was expected minus the result.")


class SideBySideSerializer(serializers.Serializer):
    own = FaredSerializer()
    model = FaredSerializer()
    both = FaredSerializer(help_text="The average of both.")
    own_less_model = EstimatedMeanSerializer(
        help_text="Paired differences of errors; the three intervals hold at once."
    )
    own_less_both = EstimatedMeanSerializer()
    model_less_both = EstimatedMeanSerializer()


class FaringSerializer(serializers.Serializer):
    schema = serializers.CharField(source="about.schema")
    field = serializers.CharField(source="about.field")
    results = serializers.IntegerField()
    fewest = serializers.IntegerField(default=FEWEST_ESTIMATED, help_text="Of fewer results nothing is told.")
    figures = SideBySideSerializer(source="found", allow_null=True)


class FaringsSerializer(serializers.Serializer):
    results = FaringSerializer(many=True)


class OwnEstimateQuery(Query):
    task = serializers.SlugField(max_length=50, required=False)
    student = id_filter()


OWN, FARINGS = OwnEstimateSerializer(), FaringsSerializer()
LIST = Listing(
    OwnEstimateSerializer,
    OwnEstimateQuery,
    lookups={"task": "submission__task__slug", "student": "submission__student_id"},
    sorts=("id", "value"),
    moments=("made_at",),
)


class OwnEstimateList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="own_estimates_list",
        responses=LIST.answer,
        summary="Your own estimates, newest first",
        description="Nobody else's are ever given, not even to an admin.",
    )
    def get(self, request: Request) -> Response:
        rows = OwnEstimate.objects.own(request.user).select_related("submission__task")
        return LIST.page_at_once(request, rows, partial(_listed, request))


class OwnEstimateFigures(Resource):
    @extend_schema(
        responses=FaringsSerializer,
        summary="How you, the model and the average of both did",
        description="Per score, from 20 results of students for whom you had an estimate.",
    )
    def get(self, request: Request) -> Response:
        return Response(FARINGS.to_representation({"results": [_show(kind) for kind in kinds_of(request.user)]}))


def _listed(request: Request, rows: list[OwnEstimate]) -> list[dict[str, Any]]:
    seen(request, [row.submission.student_id for row in rows])
    return [OWN.to_representation(row) for row in rows]


def _show(kind: Kind) -> dict[str, Any]:
    return {"about": kind.about, "results": kind.results, "fewest": FEWEST_ESTIMATED, "found": kind.found}
