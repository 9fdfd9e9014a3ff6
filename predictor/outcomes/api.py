"""Results of a student, and how good predictions were, for programs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.pipeline.results.served.held import FEWEST_RESULTS
from mlcore.pipeline.schema import Field
from mlcore.words.said import said
from predictor import problems
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Day, Id, Number, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, checked_query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.models import Outcome, Student, Submission
from predictor.models.outcomes import LONGEST_WHY
from predictor.outcomes.page import Line, TaskRecord, track_records
from predictor.outcomes.reads import fields_of
from predictor.outcomes.work import Result, Signed, add, correct, value_of

CODES: dict[type[Exception], str] = {problems.ResultChanged: "result_changed"}


class ResultSerializer(serializers.Serializer):
    id = Id()
    field = serializers.CharField(help_text="Slug of the field of the class's schema.")
    value = serializers.FloatField()
    day = serializers.DateField()
    replaces = Id(source="replaces_id", allow_null=True, help_text="The row that it corrects.")
    why = serializers.CharField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class CameSerializer(serializers.Serializer):
    value = serializers.FloatField()
    day = serializers.DateField()


class NewResultSerializer(Strict):
    field = Text(max_length=50, required=False, allow_null=True, help_text="What a task predicts; not to correct.")
    value = Number()
    day = Day(required=False, allow_null=True, help_text="Not after today; not to correct.")
    replaces = Id(required=False, allow_null=True, help_text="The row in force that is to be corrected.")
    why = Text(max_length=LONGEST_WHY, required=False, allow_null=True, help_text="Needed to correct; kept for good.")


class ResultQuery(Query):
    field = serializers.SlugField(required=False)


class MeasuredSerializer(serializers.Serializer):
    mean = serializers.FloatField()
    low = serializers.FloatField(help_text="Of the 95 % interval.")
    high = serializers.FloatField()


class InsideSerializer(serializers.Serializer):
    level = serializers.IntegerField(help_text="Percent that were to lie inside.")
    share = MeasuredSerializer()


class KindSerializer(serializers.Serializer):
    model_version = Id(allow_null=True, help_text="Null: of all versions.")
    classroom = Id(allow_null=True, help_text="Null: of all classes; of those that are not yours in whole tens.")
    supported = serializers.BooleanField(
        allow_null=True, help_text="Of students with support in between, or without; null: of both."
    )
    results = serializers.IntegerField()
    inside = InsideSerializer(many=True, help_text="Empty where there are too few results.")
    error = MeasuredSerializer(allow_null=True, help_text="Mean size of result minus value.")
    above = MeasuredSerializer(allow_null=True, help_text="Mean of result minus value.")


class ChanceSerializer(serializers.Serializer):
    supported = serializers.BooleanField(
        allow_null=True, help_text="Of students with support or without; null: of all, which alone stands there else."
    )
    score = serializers.FloatField(source="found.score")
    rows = serializers.IntegerField(source="found.rows")
    reached = serializers.FloatField(source="found.reached", help_text="The share that reached the score.")
    brier = serializers.FloatField(source="found.brier")
    calibration_error = serializers.FloatField(source="found.calibration_error")
    is_in_band = serializers.BooleanField(source="found.is_in_band")


class WatchSerializer(serializers.Serializer):
    results = serializers.IntegerField()
    alarm = serializers.IntegerField(allow_null=True, help_text="After how many results it was raised.")
    side = serializers.ChoiceField(["higher", "lower", "wider", "narrower"], allow_null=True)


class TrackRecordSerializer(serializers.Serializer):
    task = serializers.CharField()
    fewest = serializers.IntegerField(help_text="Of fewer results no figure is told.")
    watch = WatchSerializer(allow_null=True, help_text="Of the live version; null where none is live.")
    kinds = KindSerializer(
        many=True,
        help_text="All, with and without support where both are enough, each model version, each of your classes.",
    )
    chances = ChanceSerializer(many=True)


class TrackRecordsSerializer(serializers.Serializer):
    results = TrackRecordSerializer(many=True)


class TrackRecordQuery(Strict):
    task = serializers.SlugField(max_length=50, required=False, help_text="Of one task only.")


RESULT, NEW_RESULT = ResultSerializer(), NewResultSerializer()
LIST = Listing(ResultSerializer, ResultQuery, {"field": "field"}, ("id", "day", "value"), moments=("made_at",))
TRACK_RECORDS, RECORD_QUERY = TrackRecordsSerializer(), TrackRecordQuery()


class ResultList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="results_list",
        responses=LIST.answer,
        summary="Results of a student, newest first, with those that were corrected",
    )
    def get(self, request: Request, pk: int) -> Response:
        student = _student(request, pk, Act.SEE)
        rows = Outcome.objects.told_to(request.user).filter(student=student).select_related("made_by")
        return LIST.page(request, rows, _show)

    @extend_schema(
        request=NewResultSerializer,
        responses={201: ResultSerializer},
        extensions=MAY_CONFLICT,
        summary="Record a result, or correct one",
        description="Adds a row; a correction names the row that it `replaces`, and keeps it.",
    )
    def post(self, request: Request, pk: int) -> Response:
        student = _student(request, pk, Act.RECORD)
        content = NEW_RESULT.run_validation(request.data)
        try:
            row = (_corrected if content.get("replaces") else _added)(student, content, request)
        except problems.ResultStays as error:
            raise Refused(409, CODES.get(type(error), "result_there"), str(error)) from error
        return Response(_show(row), status=201)


class TrackRecordList(Resource):
    @extend_schema(
        parameters=[TrackRecordQuery],
        operation_id="track_record",
        responses=TrackRecordsSerializer,
        summary="How good predictions were",
        description="Of each question that concerns you, or of one: results beside what was predicted before them.",
    )
    def get(self, request: Request) -> Response:
        asked = checked_query(RECORD_QUERY, request).get("task", "")
        found = [_record(one) for one in track_records(request.user, asked)]
        return Response(TRACK_RECORDS.to_representation({"results": found}))


def _student(request: Request, pk: int, act: Act) -> Student:
    students = Student.objects.open_to(request.user, act).select_related("classroom__schema_version")
    return get_object_or_404(students, pk=pk)


def _added(student: Student, content: Mapping[str, Any], request: Request) -> Outcome:
    described = _field(student, content.get("field"))
    day = content.get("day") or timezone.localdate()
    if day > timezone.localdate():
        raise invalid({"day": _("This day has not come yet.")})
    value = _value(described, content["value"])
    result = Result(student=student.pk, field=described.slug, value=value, day=day)
    return add([result], student.classroom.schema_version.name, _signed(content, request))[0]


def _corrected(student: Student, content: Mapping[str, Any], request: Request) -> Outcome:
    row = Outcome.objects.filter(student=student, pk=content["replaces"]).first()
    if row is None or row.schema_name != student.classroom.schema_version.name:
        raise invalid(
            {
                "replaces": _("The student has no result %(replaces)s that can be corrected.")
                % {"replaces": content["replaces"]}
            }
        )
    if not content.get("why"):
        raise invalid({"why": _("Say why it is corrected.")})
    more = [name for name in ("field", "day") if content.get(name) is not None]
    if more:
        raise invalid(dict.fromkeys(more, _("Not of a correction: field and day stay.")))
    return correct(row, _value(_field(student, row.field), content["value"]), _signed(content, request))


def _signed(content: Mapping[str, Any], request: Request) -> Signed:
    return Signed(by=request.user, door=Submission.Door.API, why=content.get("why") or "")


def _field(student: Student, slug: str | None) -> Field:
    fields = fields_of(student.classroom.schema_version.entered)
    found = next((field for field in fields if field.slug == slug), None)
    if found is None:
        raise invalid(
            {"field": _("There are results in: %(fields)s.") % {"fields": ", ".join(field.slug for field in fields)}}
        )
    return found


def _value(described: Field, raw: object) -> float:
    try:
        return value_of(described, raw)
    except problems.ResultStays as refusal:
        raise invalid({"value": said(refusal.args[0])}) from refusal


def _show(row: Outcome) -> dict[str, Any]:
    return dict(RESULT.to_representation(row))


def _record(found: TaskRecord) -> dict[str, Any]:
    return {
        "task": found.task.slug,
        "fewest": FEWEST_RESULTS,
        "watch": asdict(found.watch) if found.watch else None,
        "kinds": [_kind(line) for line in found.lines],
        "chances": found.chances,
    }


def _kind(line: Line) -> dict[str, Any]:
    kept, record = line.kept, line.kept.record
    return {
        "model_version": kept.version.pk if kept.version else None,
        "classroom": kept.classroom.pk if kept.classroom else None,
        "supported": kept.supported,
        "results": kept.counted,
        "inside": record.inside if record else (),
        "error": record.error if record else None,
        "above": record.above if record else None,
    }
