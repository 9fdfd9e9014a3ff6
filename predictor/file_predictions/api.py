"""Files whose rows are predicted, over the API: brought, followed as a job, taken along."""

from typing import Any

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import FileContent, Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request, bytes_of
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.file_predictions import reads, work
from predictor.models import PredictedFile
from predictor.models.predictions import LONGEST_FILE_NAME
from predictor.problems import FileRefused


class NewFilePredictionSerializer(Strict):
    task = Text(max_length=50, help_text="Slug of a task that a model answers.")
    file_name = Text(max_length=LONGEST_FILE_NAME)
    content = FileContent()
    sheet = Text(
        max_length=100,
        required=False,
        trim_whitespace=False,
        help_text="Of a workbook with several that have the columns.",
    )
    format = Text(max_length=50, required=False, help_text="Which system it is an export of, or plain.")


class FilePredictionSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    file_name = serializers.CharField(source="name")
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField(source="made_by.username")
    kept_until = serializers.DateTimeField(help_text="Then it is taken away.")
    job = serializers.IntegerField(help_text="Id of the job that predicts it.")
    is_done = serializers.BooleanField()
    rows = serializers.IntegerField(source="counts.rows", default=None, allow_null=True)
    predicted = serializers.IntegerField(source="counts.predicted", default=None, allow_null=True)


class ShownFilePredictionSerializer(FilePredictionSerializer):
    statement = serializers.CharField(help_text="How it stands, in a sentence; of one that failed, why.")


class FilePredictionQuery(Query):
    task = serializers.SlugField(max_length=50, required=False)


NEW, FILE = NewFilePredictionSerializer(), FilePredictionSerializer()
LIST = Listing(
    FilePredictionSerializer,
    FilePredictionQuery,
    lookups={"task": "task__slug"},
    sorts=("id", "file_name"),
    columns={"file_name": "name"},
    moments=("made_at",),
)


class FilePredictionList(Resource):
    permission_classes = needs(Act.PREDICT)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="file_predictions_list",
        responses=LIST.answer,
        summary="Files that you brought to be predicted, newest first",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, reads.files_of(request.user), FILE.to_representation)

    @extend_schema(
        request=NewFilePredictionSerializer,
        responses={202: ShownFilePredictionSerializer},
        operation_id="file_predictions_create",
        summary="Predict the rows of a file in the background",
        description="A row per student; what has no column is not known. Nothing is stored about students.",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        task = reads.tasks_for(request.user).filter(slug=content["task"]).first()
        if task is None:
            there = ", ".join(reads.tasks_for(request.user).values_list("slug", flat=True)) or _("none")
            unknown = _("No model answers a task '%(task)s'; answered are: %(tasks)s")
            raise invalid({"task": unknown % {"task": content["task"], "tasks": there}})
        read_as = {name: content.get(name) for name in ("sheet", "format")}
        try:
            row = work.take(task, content["file_name"], bytes_of(content["content"]), read_as, by=request.user)
        except FileRefused as error:
            raise invalid({"content": str(error)}) from error
        where = request.build_absolute_uri(f"{request.path}{row.pk}/")
        return Response(_show(row, request), status=202, headers={"Location": where})


class FilePredictionDetail(Resource):
    permission_classes = needs(Act.PREDICT)

    @extend_schema(responses=ShownFilePredictionSerializer, summary="One file: how it stands")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(_file(request, pk), request))

    @extend_schema(responses={204: None}, summary="Take a file away, and what was predicted for it")
    def delete(self, request: Request, pk: int) -> Response:
        work.throw_away(_file(request, pk))
        return Response(status=204)


class FilePredictionOutput(Resource):
    permission_classes = needs(Act.PREDICT)

    @extend_schema(
        responses={(200, "text/csv"): OpenApiTypes.STR},
        extensions=MAY_CONFLICT,
        summary="What was predicted: the rows of the file with value, ranges and what is wrong, as CSV",
    )
    def get(self, request: Request, pk: int) -> StreamingHttpResponse:
        row = _file(request, pk)
        if not row.is_done:
            raise Refused(409, "not_predicted_yet", _("It is not predicted yet; its job says how far it is."))
        if refusal := reads.why_not(row, request.user):
            raise Refused(409, "rules_changed", refusal)
        return reads.as_download(row)


def _file(request: Request, pk: int) -> PredictedFile:
    return get_object_or_404(reads.files_of(request.user), pk=pk)


def _show(row: PredictedFile, request: Request) -> dict[str, Any]:
    return FILE.to_representation(row) | {"statement": reads.shown(row, request.user).statement}
