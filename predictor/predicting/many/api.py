"""Up to a thousand rows in one call: an answer for each, in the order in which they came."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import ModelVersion
from mlcore.versions import live
from mlcore.words.said import said
from predictor.access.rights import Act, may
from predictor.access_log.record import only_seen, seen
from predictor.api.errors.allowed import of_answer
from predictor.api.fields import Flag, Id, Strict, Text, Values
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.grades.in_force import InForce
from predictor.models import Prediction
from predictor.predicting.api import MaybeStoredSerializer, graded, task_of
from predictor.predicting.many.work import Refused, Row, predict_rows
from predictor.predicting.programs.version import asked_version
from predictor.problems import ClassArchived, InvalidAnswers, NoLiveModel, StudentObjects

MOST_ROWS = 1_000


class RowSerializer(Strict):
    answers = Values(help_text="A value per input field of the task; absent or null: not known.")
    student = Id(required=False, allow_null=True, help_text="For whom; without it you alone see the prediction.")


class NewBatchSerializer(Strict):
    task = Text(max_length=50, help_text="Slug of a task.")
    rows = serializers.ListField(child=RowSerializer(), min_length=1, max_length=MOST_ROWS)
    model_version = Id(required=False, allow_null=True, help_text="The version to ask; without it the live one.")
    dry_run = Flag(default=False, help_text="Store nothing.")


class RowErrorSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="`answers.FIELD` or `student`.")
    detail = serializers.CharField()
    allowed = serializers.DictField(required=False, help_text="What is taken there.")


class RowResultSerializer(serializers.Serializer):
    row = serializers.IntegerField(help_text="Counted from 0.")
    code = serializers.CharField(allow_null=True, help_text="Why there is no prediction, as of an error; else null.")
    errors = RowErrorSerializer(many=True)  # type: ignore[assignment]  # a field, which DRF takes out of the class
    prediction = MaybeStoredSerializer(allow_null=True)


class BatchSerializer(serializers.Serializer):
    stored = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = RowResultSerializer(many=True, help_text="One per row, in the order in which they came.")


NEW = NewBatchSerializer()


class PredictionBatch(Resource):
    @extend_schema(
        request=NewBatchSerializer,
        responses=BatchSerializer,
        operation_id="predictions_batch",
        summary="Predict up to 1,000 rows",
        description="A row that is refused says why and keeps no other from being stored. More rows are a file.",
    )
    def post(self, request: Request) -> Response:
        if not (verdict := may(request.user, Act.PREDICT)):
            raise PermissionDenied(verdict.why)
        content = NEW.run_validation(request.data)
        rows = [Row(row["answers"], row.get("student")) for row in content["rows"]]
        model = _model(request, content)
        found = predict_rows(model, rows, made_by=request.user, dry_run=content["dry_run"])
        if content["dry_run"]:
            only_seen(request)
        return Response(_shown(request, found))


def _model(request: Request, content: dict[str, Any]) -> live.LiveModel:
    task = task_of(request, content["task"])
    version = asked_version(task, content.get("model_version"), dry_run=content["dry_run"])
    version = version or ModelVersion.objects.live_for(task)
    if version is None:
        raise NoLiveModel(task)
    return live.serving(version)


def _shown(request: Request, found: Sequence[Prediction | Refused]) -> dict[str, Any]:
    made, in_force = [one for one in found if isinstance(one, Prediction)], InForce()
    seen(request, [one.student_id for one in made])
    return {
        "stored": sum(one.pk is not None for one in made),
        "refused": len(found) - len(made),
        "results": [_result(row, one, in_force) for row, one in enumerate(found)],
    }


def _result(row: int, one: Prediction | Refused, in_force: InForce) -> dict[str, Any]:
    if isinstance(one, Prediction):
        return {"row": row, "code": None, "errors": [], "prediction": graded(in_force, one)}
    return {"row": row, "code": _code(one), "errors": _errors(one), "prediction": None}


def _code(refused: Refused) -> str:
    match refused:
        case ClassArchived():
            return "class_archived"
        case StudentObjects():
            return "student_objects"
        case _:
            return "invalid"


def _errors(refused: Refused) -> list[dict[str, Any]]:
    if not isinstance(refused, InvalidAnswers):
        return [{"field": "student", "detail": str(refused)}]
    return [
        {"field": f"answers.{slug}", "detail": said(why), "allowed": of_answer(why)}
        for slug, why in refused.refusals.items()
    ]
