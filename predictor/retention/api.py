"""What is kept for how long, and what of it is due to go, over the API: admins only."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.clearing import Ended
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.retention.others import others
from predictor.retention.work import Planned, planned
from studentperf.basics.big_tables.counted import Counted


class KeptSerializer(serializers.Serializer):
    kind = serializers.CharField()
    setting = serializers.CharField(help_text="Of the environment.")
    days = serializers.IntegerField()
    due = serializers.IntegerField(help_text="How many are older; counted up to 10,000.")
    due_is_more = serializers.BooleanField(help_text="There are more than that.")
    oldest = serializers.DateTimeField(allow_null=True)
    not_before = serializers.DateTimeField(help_text="Until then nothing of this kind goes: it is only said.")


class OtherSerializer(serializers.Serializer):
    what = serializers.CharField()
    setting = serializers.CharField(allow_blank=True, help_text="Of the environment; empty where the days are fixed.")
    days = serializers.IntegerField(allow_null=True, help_text="Null: it goes once it ended.")
    due = serializers.IntegerField(help_text="How many go at the next clearing; counted up to 10,000.")
    due_is_more = serializers.BooleanField(help_text="There are more than that.")


class RetentionSerializer(serializers.Serializer):
    kinds = KeptSerializer(many=True)
    others = OtherSerializer(many=True, help_text="Files, jobs and accounts.")


KEPT, OTHER = KeptSerializer(), OtherSerializer()


class Retention(Resource):
    permission_classes = needs(Act.SEE_RETENTION)

    @extend_schema(responses=RetentionSerializer, summary="What is kept for how long, and what is due to go")
    def get(self, request: Request) -> Response:
        besides = [_show_other(one) for one in others()]
        return Response({"kinds": [_show(one) for one in planned()], "others": besides})


def _show(one: Planned) -> dict[str, Any]:
    told = {"kind": one.kind.name, "setting": one.kind.setting, "not_before": one.begins_at}
    return KEPT.to_representation(told | {"days": one.days, "oldest": one.oldest} | _due(one.counted))


def _show_other(one: Ended) -> dict[str, Any]:
    told = {"what": one.what, "setting": one.setting, "days": one.days}
    return OTHER.to_representation(told | _due(one.due()))


def _due(counted: Counted) -> dict[str, Any]:
    return {"due": counted.number, "due_is_more": counted.is_more}
