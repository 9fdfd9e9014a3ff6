"""Forgetting a student over the API: what would go, doing it, who was forgotten, and the rest where it was cut off."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, id_filter
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import Refused
from predictor.api.resource import Resource
from predictor.forgetting import work
from predictor.forgetting.plan import Going, going
from predictor.forgetting.reads import student_for
from predictor.models import Forgetting, Student
from predictor.problems import DeletedMeanwhile, ForgettingRefused


class NewForgettingSerializer(Strict):
    why = Text(
        max_length=work.LONGEST_WHY, help_text="Without the student's name and number: it is kept, with your name."
    )


class GoingRowsSerializer(serializers.Serializer):
    dataset = serializers.CharField(help_text="Its name.")
    rows = serializers.IntegerField()


class NamingSerializer(serializers.Serializer):
    about = serializers.CharField()
    count = serializers.IntegerField()


class GoingSerializer(serializers.Serializer):
    predictions = serializers.IntegerField()
    results = serializers.IntegerField()
    files = serializers.IntegerField(help_text="Files that were brought and name them, or are about their classes.")
    datasets = GoingRowsSerializer(many=True, help_text="Rows of theirs that models learn from.")
    trained_again = VersionNameSerializer(many=True, help_text="Versions that serve and learned from them.")
    taken_away = VersionNameSerializer(many=True, help_text="Versions that do not serve; their files go.")
    also = serializers.ListField(
        child=serializers.IntegerField(), help_text="Ids of students who seem to be the same person; they stay."
    )
    reasons = NamingSerializer(
        many=True, help_text="What people wrote about something else, and names them; it stays, as history does."
    )


class ForgettingSerializer(serializers.Serializer):
    id = Id()
    student = serializers.IntegerField(help_text="The id that they had.")
    why = serializers.CharField()
    who = serializers.CharField()
    at = serializers.DateTimeField()
    rows = serializers.IntegerField(help_text="How many rows that models learned from were theirs.")
    job = serializers.IntegerField(allow_null=True, help_text="Id of the job that does the rest; null: a command does.")
    ended_at = serializers.DateTimeField(
        allow_null=True, help_text="Since when nothing is left that learned from them."
    )


class ForgettingQuery(Query):
    student = id_filter(help_text="The id that they had.")


NEW, GOING, SHOWN = NewForgettingSerializer(), GoingSerializer(), ForgettingSerializer()
LIST = Listing(
    ForgettingSerializer,
    ForgettingQuery,
    lookups={"student": "student"},
    moments=("at", "ended_at"),
)


class StudentForgetting(Resource):
    permission_classes = needs(Act.FORGET)

    @extend_schema(responses=GoingSerializer, summary="What would go if a student were forgotten")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_going(going(student_for(request.user, pk))))

    @extend_schema(
        request=NewForgettingSerializer,
        responses={202: ForgettingSerializer},
        summary="Forget a student, for good; for admins",
        description="Everything about them goes at once; models that learned from them are trained again without them "
        "by a job. It cannot be undone, and a restore of a backup forgets them again.",
    )
    def post(self, request: Request, pk: int) -> Response:
        student = student_for(request.user, pk)
        content = NEW.run_validation(request.data)
        return Response(_show(_forgotten(student, content["why"], request)), status=202)


class ForgettingList(Resource):
    permission_classes = needs(Act.FORGET)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="forgettings_list",
        responses=LIST.answer,
        summary="Who was forgotten, by the id that they had, newest first",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, Forgetting.objects.all(), _show)


class ForgettingContinuation(Resource):
    permission_classes = needs(Act.FORGET)

    @extend_schema(
        request=None,
        responses={202: ForgettingSerializer},
        extensions=MAY_CONFLICT,
        summary="Let a worker do the rest, where its job failed or was cancelled",
    )
    def post(self, request: Request, pk: int) -> Response:
        row = get_object_or_404(Forgetting, pk=pk)
        try:
            work.ask_again(row, by=request.user)
        except ForgettingRefused as error:
            raise Refused(409, "has_ended", str(error)) from error
        return Response(_show(Forgetting.objects.get(pk=pk)), status=202)


def _forgotten(student: Student, why: str, request: Request) -> Forgetting:
    user = request.user
    try:
        return work.forget(student, who=user.get_username(), why=why, asked_by=user)
    except ForgettingRefused as error:
        raise serializers.ValidationError({"why": str(error)}) from error
    except DeletedMeanwhile as error:
        raise NotFound(str(error)) from error


def _going(found: Going) -> dict[str, Any]:
    content = {name: getattr(found, name) for name in ("predictions", "results", "files")}
    content["datasets"] = [{"dataset": dataset.name, "rows": rows} for dataset, rows in found.datasets]
    content |= {"trained_again": found.live, "taken_away": found.former, "also": [one.pk for one in found.also]}
    content["reasons"] = [{"about": str(about), "count": count} for about, count in found.reasons.items()]
    return GOING.to_representation(content)


def _show(row: Forgetting) -> dict[str, Any]:
    about = {name: getattr(row, name) for name in ("id", "student", "why", "who", "at", "job", "ended_at")}
    return SHOWN.to_representation(about | {"rows": row.gone.get("rows", 0)})
