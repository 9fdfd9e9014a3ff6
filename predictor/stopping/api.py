"""The switch that ends all predicting, over the API: how it stands, for everybody; turning it, for admins."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from mlcore import stopping
from mlcore.models import PredictingChange
from predictor.access.permissions import needs
from predictor.access.rights import Act, may
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Flag, Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.parsing import Request
from predictor.api.refusals import Refused
from predictor.api.resource import Resource
from predictor.problems import NotTurned
from predictor.stopping.work import LONGEST_REASON, turn


class TurnSerializer(Strict):
    is_stopped = Flag(help_text="True ends all predicting at once; false lets it begin again.")
    why = Text(max_length=LONGEST_REASON, help_text="Everybody reads it while it is stopped; kept for good.")


class StateSerializer(serializers.Serializer):
    is_stopped = serializers.BooleanField()
    why = serializers.CharField(allow_null=True, help_text="Null where predicting goes on; so are the others.")
    who = serializers.CharField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True)


class PredictingChangeSerializer(serializers.Serializer):
    id = Id()
    is_stopped = serializers.BooleanField(source="is_stop", help_text="From then on.")
    who = serializers.CharField()
    why = serializers.CharField()
    at = serializers.DateTimeField()


TURN, STATE, CHANGE = TurnSerializer(), StateSerializer(), PredictingChangeSerializer()
LIST = Listing(PredictingChangeSerializer, moments=("at",))


class Predicting(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(responses=StateSerializer, summary="Whether predicting is stopped, since when and why")
    def get(self, request: Request) -> Response:
        return Response(_state())

    @extend_schema(
        request=TurnSerializer,
        responses=StateSerializer,
        extensions=MAY_CONFLICT,
        summary="Stop all predicting, or let it begin again",
        description="From the next request on, in every process; a file that is being predicted ends without a "
        "result. Past predictions can still be read.",
    )
    def post(self, request: Request) -> Response:
        if not (verdict := may(request.user, Act.STOP_PREDICTING)):
            raise PermissionDenied(verdict.why)
        content = TURN.run_validation(request.data)
        try:
            turn(content["is_stopped"], by=request.user, why=content["why"])
        except NotTurned as error:
            raise Refused(409, "not_turned", str(error)) from error
        return Response(_state())


class PredictingChangeList(Resource):
    permission_classes = needs(Act.STOP_PREDICTING)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="predicting_changes_list",
        responses=LIST.answer,
        summary="Every time that predicting was stopped or begun again, newest first",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, PredictingChange.objects.all(), CHANGE.to_representation)


def _state() -> dict[str, Any]:
    found = stopping.current()
    told = {"why": found and found.why, "who": found and found.who, "since": found and found.at}
    return STATE.to_representation({"is_stopped": found is not None} | told)
