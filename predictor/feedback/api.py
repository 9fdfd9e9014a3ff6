"""What was said of a prediction, saying it, and how many said what of a model version."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import ModelVersion
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict, Text
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.feedback.counts import FEWEST_PEOPLE, counted
from predictor.feedback.reads import prediction_for, said_of
from predictor.feedback.work import give
from predictor.models import PredictionFeedback
from predictor.models.said.feedback import LONGEST_NOTE


class NoteSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(PredictionFeedback.Kind.values)
    note = serializers.CharField()
    made_at = serializers.DateTimeField()


class SaidSerializer(serializers.Serializer):
    own = NoteSerializer(allow_null=True, help_text="What counts of yours; null: you said nothing.")
    notes = NoteSerializer(many=True, help_text="Of others, without names, for whoever teaches the student.")


class NewFeedbackSerializer(Strict):
    kind = serializers.ChoiceField(PredictionFeedback.Kind.values)
    note = Text(max_length=LONGEST_NOTE, required=False, allow_blank=True)


class CountedSerializer(serializers.Serializer):
    model_version = Id()
    fewest_people = serializers.IntegerField(
        help_text="Of fewer teachers nothing is counted; whoever reads counts is none."
    )
    counts = serializers.DictField(
        child=serializers.IntegerField(), allow_null=True, help_text="Predictions by kind; null: too few teachers."
    )


SAID, NEW, COUNTED = SaidSerializer(), NewFeedbackSerializer(), CountedSerializer()


class PredictionFeedbackDetail(Resource):
    @extend_schema(responses=SaidSerializer, summary="What you and colleagues said of a prediction")
    def get(self, request: Request, pk: int) -> Response:
        prediction = prediction_for(request.user, pk)
        return Response(SAID.to_representation(said_of(prediction, request.user)))

    @extend_schema(
        request=NewFeedbackSerializer,
        responses={201: SaidSerializer},
        extensions=MAY_CONFLICT,
        summary="Say what you think of a prediction",
        description="Adds a row; the newest of a person counts.",
    )
    def post(self, request: Request, pk: int) -> Response:
        prediction = prediction_for(request.user, pk)
        content: dict[str, Any] = NEW.run_validation(request.data)
        give(prediction, content["kind"], content.get("note", ""), by=request.user)
        return Response(SAID.to_representation(said_of(prediction, request.user)), status=201)


class VersionFeedback(Resource):
    permission_classes = needs(Act.COUNT_FEEDBACK)

    @extend_schema(
        responses=CountedSerializer,
        summary="How many said what of a model version",
        description="For admins. Counted once per person and prediction, never per teacher.",
    )
    def get(self, request: Request, pk: int) -> Response:
        version = get_object_or_404(ModelVersion, pk=pk)
        counts = counted([version.pk]).get(version.pk)
        by_kind = {kind.value: number for kind, number in counts.items()} if counts else None
        content = {"model_version": version.pk, "fewest_people": FEWEST_PEOPLE, "counts": by_kind}
        return Response(COUNTED.to_representation(content))
