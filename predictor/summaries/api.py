"""The switch of the weekly summary over the API: everybody's own."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.api.fields import Flag, Strict
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.summaries.work import is_on, last_of, switch


class SummarySwitchSerializer(Strict):
    is_on = Flag(help_text="True: a mail of one's week goes out, once a week at most, where something is new.")


class SummarySerializer(serializers.Serializer):
    is_on = serializers.BooleanField()
    has_address = serializers.BooleanField(help_text="Without a mail address nothing is sent.")
    last_sent = serializers.DateTimeField(allow_null=True, help_text="When the last one went out.")


SWITCH, SUMMARY = SummarySwitchSerializer(), SummarySerializer()


class WeeklySummary(Resource):
    @extend_schema(responses=SummarySerializer, summary="Whether one gets a mail of one's week")
    def get(self, request: Request) -> Response:
        return Response(_state(request))

    @extend_schema(request=SummarySwitchSerializer, responses=SummarySerializer, summary="Switch the mail on or off")
    def put(self, request: Request) -> Response:
        switch(request.user, on=SWITCH.run_validation(request.data)["is_on"])
        return Response(_state(request))


def _state(request: Request) -> dict[str, Any]:
    last = last_of(request.user)
    told = {"is_on": is_on(request.user), "has_address": bool(request.user.email)}
    return SUMMARY.to_representation(told | {"last_sent": last and last.until})
