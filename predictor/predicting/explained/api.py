"""The reasons of a prediction as the API shows them."""

from typing import Any

from rest_framework import serializers

from predictor.models import Prediction
from predictor.predicting.asked_again import narrowings_shown, opinions_of
from predictor.predicting.reasons import shared_out
from predictor.predicting.work import explanation_of

METHOD = "Shapley values over the input fields, against a cross-section of the training data"  # not for readers


class NarrowedSerializer(serializers.Serializer):
    field = serializers.CharField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    is_sure = serializers.BooleanField(help_text="Whether it is as wide whatever value will be predicted then.")


class OpinionsSerializer(serializers.Serializer):
    low = serializers.FloatField()
    high = serializers.FloatField()


class ExplanationSerializer(serializers.Serializer):
    reference = serializers.FloatField(help_text="The mean prediction over the cross-section.")
    contributions = serializers.DictField(
        child=serializers.FloatField(), help_text="Per field, in the target's unit; the sum is value minus reference."
    )
    other_entries = serializers.FloatField(
        allow_null=True, help_text="What all fields that you may not see contribute together; null: you see all."
    )
    method = serializers.CharField()
    find_out = NarrowedSerializer(
        many=True,
        allow_null=True,
        help_text="Per missing input the 80 % range with it known, at the same value, the narrowest first. Null where "
        "the model version cannot tell.",
    )
    second_opinion = OpinionsSerializer(
        allow_null=True,
        help_text="The lowest and highest value of the model and those that are as good; null where none is beside it.",
    )


EXPLANATION = ExplanationSerializer()


def explained(prediction: Prediction) -> dict[str, Any]:
    explained = explanation_of(prediction)
    shares = shared_out(prediction, explained)
    content = {
        "reference": explained.reference,
        "contributions": shares.shown,
        "other_entries": shares.other,
        "method": METHOD,
        "find_out": narrowings_shown(prediction),
        "second_opinion": opinions_of(prediction),
    }
    return EXPLANATION.to_representation(content)
