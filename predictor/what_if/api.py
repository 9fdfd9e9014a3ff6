"""Trying out entries of a prediction over the API; nothing of it is stored."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.api.fields import Id, Strict, Values
from predictor.api.parsing import Request
from predictor.api.refusals import Refused as RefusedRequest
from predictor.api.resource import Resource
from predictor.grades.api import ChancesSerializer, chances_of
from predictor.models import Prediction
from predictor.predicting.api import RANGES, Warnings
from predictor.predicting.page import prediction_for
from predictor.what_if.asked import Refused, Supposed, inputs_of, suppose
from predictor.what_if.opposite import Opposite, opposites


class NewWhatIfSerializer(Strict):
    answers = Values(help_text="A value per changeable input that is tried out; null: not known. All others stay.")


class AnsweredSerializer(serializers.Serializer):
    value = serializers.FloatField()
    ranges = RANGES
    warnings = Warnings(source="*")


class SupposedSerializer(AnsweredSerializer):
    chances = ChancesSerializer(help_text="By the boundaries of the day of the prediction.")


class OppositeSerializer(serializers.Serializer):
    field = serializers.CharField(source="field.slug")
    in_data = serializers.FloatField(source="contrast.raw", help_text="How much higher one group scored in the data.")
    in_model = serializers.FloatField(source="contrast.own.mean", help_text="The same with all other inputs alike.")
    message = serializers.CharField(source="said")


class WhatIfSerializer(serializers.Serializer):
    prediction = Id()
    changed = serializers.ListField(child=serializers.CharField(), help_text="Fields with another value.")
    before = SupposedSerializer()
    after = SupposedSerializer()
    opposite = OppositeSerializer(
        many=True, help_text="Changeable fields on which the data and the model point opposite ways."
    )


NEW, ANSWERED, OPPOSITE = NewWhatIfSerializer(), AnsweredSerializer(), OppositeSerializer()


class PredictionWhatIf(Resource):
    @extend_schema(
        request=NewWhatIfSerializer,
        responses=WhatIfSerializer,
        summary="What the model would have answered to other entries",
        description="Asks the version that made the prediction, and stores nothing. It says nothing about what would "
        "happen to a student who changed.",
    )
    def post(self, request: Request, pk: int) -> Response:
        prediction = prediction_for(request.user, pk)
        content = NEW.run_validation(request.data)
        try:
            supposed = suppose(prediction, content["answers"])
        except Refused as refusal:
            fields = {f"answers.{slug}": message for slug, message in refusal.messages.items()}
            raise RefusedRequest(400, "invalid", _("See the message of each field."), fields) from refusal
        return Response(_show(prediction, supposed, opposites(prediction, inputs_of(prediction).changeable)))


def _show(prediction: Prediction, supposed: Supposed, found: list[Opposite]) -> dict[str, Any]:
    return {
        "prediction": prediction.pk,
        "changed": [field.slug for field in supposed.changed],
        "before": _answered(prediction),
        "after": _answered(supposed.prediction),
        "opposite": [OPPOSITE.to_representation(one) for one in found],
    }


def _answered(prediction: Prediction) -> dict[str, Any]:
    return ANSWERED.to_representation(prediction) | {"chances": chances_of(prediction)}
