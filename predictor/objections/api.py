"""A student's objection over the API: how it stands, its log, noting it and taking it back."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Flag, Id, Strict, Text
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import Refused
from predictor.api.resource import Resource
from predictor.models import Student
from predictor.models.care.objections import LONGEST_WHY
from predictor.objections.learned import may_have_learned
from predictor.objections.reads import log_of, student_for
from predictor.objections.work import turn
from predictor.problems import ObjectionStays
from predictor.roles import Act


class NewObjectionSerializer(Strict):
    objects = Flag(help_text="True: not predicted and not learned from; false: taken back.")
    why = Text(max_length=LONGEST_WHY, help_text="Kept with your name and the time.")


class ObjectionTurnSerializer(serializers.Serializer):
    objects = serializers.BooleanField(source="objects_now")
    why = serializers.CharField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class ObjectionSerializer(serializers.Serializer):
    student = Id()
    objects = serializers.BooleanField()
    since = serializers.DateTimeField(allow_null=True)
    log = ObjectionTurnSerializer(many=True, help_text="Newest first.")
    may_have_learned = VersionNameSerializer(
        many=True,
        help_text="Model versions that learned from the student before, or may have; a live one answers until a "
        "newer one takes its place. No training from now on learns from them.",
    )


NEW, SHOWN = NewObjectionSerializer(), ObjectionSerializer()


class StudentObjection(Resource):
    @extend_schema(responses=ObjectionSerializer, summary="Whether a student must not be predicted, since when and why")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(student_for(request.user, pk, Act.SEE)))

    @extend_schema(
        request=NewObjectionSerializer,
        responses=ObjectionSerializer,
        extensions=MAY_CONFLICT,
        summary="Note an objection, or take it back",
        description="From then on the student is not predicted by name: neither alone nor with their class, nor in a "
        "file that is stored for one. A prediction that names no student cannot know of it. No training takes their "
        "rows: those that were recorded here, and imported ones that say the same as what is known of them. Past "
        "predictions stay, and so does what a model learned before.",
    )
    def post(self, request: Request, pk: int) -> Response:
        student = student_for(request.user, pk, Act.CHANGE)
        content = NEW.run_validation(request.data)
        try:
            turn(student, content["objects"], by=request.user, why=content["why"])
        except ObjectionStays as error:
            raise Refused(409, "objection_stays", str(error)) from error
        return Response(_show(student))


def _show(student: Student) -> dict[str, Any]:
    content = {
        "student": student.pk,
        "objects": student.objected_at is not None,
        "since": student.objected_at,
        "log": log_of(student),
        "may_have_learned": may_have_learned(student) if student.objected_at else [],
    }
    return SHOWN.to_representation(content)
