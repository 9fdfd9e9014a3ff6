"""Datasets over the API: which there are, what their columns hold and what can mislead, and what the rows show."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.datasets import cautions
from mlcore.datasets.storing import RowsDeleted
from mlcore.models import Dataset
from mlcore.pipeline.schema import Schema
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.fields import Id, Strict
from predictor.api.lists.listing import OLDEST_FIRST, Listing
from predictor.api.lists.query import checked_query
from predictor.api.names import SchemaNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.explore.choice import BadChoice, read_choice
from predictor.explore.page import ExplorePage, Finding, explore_page


class DatasetSerializer(serializers.Serializer):
    id = Id()
    name = serializers.CharField()
    schema = SchemaNameSerializer(source="schema_version")
    rows = serializers.IntegerField()
    is_demo = serializers.BooleanField(help_text="Whether it is made up.")
    created_at = serializers.DateTimeField(help_text="When it was loaded.")
    made_of = serializers.ListField(child=Id(), help_text="The datasets that it was put together of; else none.")


class DatasetColumnSerializer(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    kind = serializers.CharField()
    choices = serializers.ListField(child=serializers.CharField(), help_text="In order, where the kind is ordered.")
    minimum = serializers.FloatField(allow_null=True)
    maximum = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    about = serializers.ChoiceField(["student", "moment"])
    sensitive = serializers.BooleanField()


class DatasetDetailSerializer(DatasetSerializer):
    columns = DatasetColumnSerializer(many=True, help_text="Those that you may see.")
    cautions = serializers.ListField(child=serializers.CharField(), help_text="What in the rows can mislead, in words.")
    looked_at = serializers.CharField(help_text="Which rows the cautions are about, where not about all.")


class FindingSerializer(serializers.Serializer):
    field = serializers.CharField(allow_null=True, help_text="Slug of what it is about; null: about all fields.")
    sentence = serializers.CharField()


class ClosenessSerializer(serializers.Serializer):
    field = serializers.CharField(source="field.slug")
    share = serializers.FloatField(allow_null=True, help_text="Of its differences, 0 to 1; null: not compared.")
    sentence = serializers.CharField(source="size", help_text="The size in its own words.")


class InsightsSerializer(serializers.Serializer):
    target = serializers.CharField()
    rows = serializers.IntegerField(help_text="Students that it is about; 0 where nothing is shown of so few.")
    hidden = serializers.CharField(help_text="Why nothing is shown of the subgroup; empty where it is.")
    findings = FindingSerializer(many=True, help_text="The one about all fields first.")
    caution = serializers.CharField(help_text="To be read with every finding.")
    closeness = ClosenessSerializer(many=True, help_text="Every other field, closest first.")
    quality = serializers.CharField(help_text="What is missing, out of range or repeated in the rows.")


class InsightsQuery(Strict):
    target = serializers.CharField(max_length=100, required=False, help_text="Slug of a score; without it the first.")
    subgroup = serializers.CharField(max_length=300, required=False, help_text="Only students with `field:choice`.")


DATASET, COLUMN, INSIGHTS = DatasetSerializer(), DatasetColumnSerializer(), InsightsSerializer()
INSIGHTS_QUERY = InsightsQuery()
LIST = Listing(DatasetSerializer, sorts=("id", "name", "rows"), first=OLDEST_FIRST)


class DatasetList(Resource):
    permission_classes = needs(Act.EXPLORE)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="datasets_list",
        responses=LIST.answer,
        summary="Datasets that can be learned from",
    )
    def get(self, request: Request) -> Response:
        rows = _datasets().filter(pk__in=Dataset.objects.offered())
        return LIST.page(request, rows, _show)


class DatasetDetail(Resource):
    permission_classes = needs(Act.EXPLORE)

    @extend_schema(
        responses=DatasetDetailSerializer, summary="One dataset, with its columns and what in its rows can mislead"
    )
    def get(self, request: Request, pk: int) -> Response:
        row = _dataset(pk)
        fields = row.schema_version.shown.fields
        about = {"cautions": _of_rows(cautions.said_of, row), "looked_at": cautions.looked_at(row)}
        return Response(_show(row) | {"columns": [COLUMN.to_representation(field) for field in fields]} | about)


class DatasetInsights(Resource):
    permission_classes = needs(Act.EXPLORE)

    @extend_schema(
        parameters=[InsightsQuery],
        responses=InsightsSerializer,
        summary="What goes together in the rows of a dataset, and how closely",
        description="What goes together, never why. Nothing is told of groups of fewer than ten students.",
    )
    def get(self, request: Request, pk: int) -> Response:
        query, row = checked_query(INSIGHTS_QUERY, request), _dataset(pk)
        _check(row.schema_version.shown, query)
        return Response(_insights(_of_rows(lambda dataset: explore_page(dataset, query), row)))


def _datasets() -> Any:
    return Dataset.objects.present().select_related("schema_version").prefetch_related("parts__part__schema_version")


def _dataset(pk: int) -> Dataset:
    row: Dataset = get_object_or_404(_datasets(), pk=pk)
    return row


def _of_rows(read: Any, row: Dataset) -> Any:
    """Raises Http404 where somebody deleted the rows meanwhile."""
    try:
        return read(row)
    except RowsDeleted as error:
        raise Http404(str(error)) from error


def _check(schema: Schema, query: Mapping[str, str]) -> None:
    """Each by itself, so that the right one is named."""
    for name, value in query.items():
        try:
            read_choice(schema, {name: value})
        except BadChoice as error:
            raise invalid({name: _("There is %(what)s.") % {"what": error}}) from error


def _show(row: Dataset) -> dict[str, Any]:
    about = {name: getattr(row, name) for name in ("name", "schema_version", "rows", "is_demo", "created_at")}
    parts = [line.part_id for line in row.parts.all()]
    return DATASET.to_representation(about | {"id": row.pk, "made_of": parts})


def _insights(shown: ExplorePage) -> dict[str, Any]:
    found = shown.findings
    lead = [Finding(found.lead, None)] if found and found.lead else []
    findings = [*lead, *(found.others if found else ())]
    return INSIGHTS.to_representation(
        {
            "target": shown.choice.target.slug,
            "rows": shown.rows,
            "hidden": shown.hidden,
            "findings": [{"field": one.field and one.field.slug, "sentence": one.sentence} for one in findings],
            "caution": found.caution if found else "",
            "closeness": shown.lines,
            "quality": shown.quality,
        }
    )
