"""Requests to correct an entry over the API: asked, listed by due date, decided."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.pipeline.schema import InvalidValue
from mlcore.words.said import said
from predictor.access_log.record import seen
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Day, Flag, Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, id_filter
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.corrections import work
from predictor.corrections.reads import correction_for, open_to
from predictor.models import Correction, Student, Submission
from predictor.models.care.corrections import LONGEST_TEXT
from predictor.problems import CorrectionStays
from predictor.roles import Act


class OneValue(serializers.JSONField):
    """What it may be is the schema's business."""

    def to_internal_value(self, data: Any) -> Any:
        if data is not None and not isinstance(data, str | int | float | bool):
            self.fail("invalid")
        return data


class NewCorrectionSerializer(Strict):
    student = Id()
    field = Text(max_length=50, help_text="Slug of the entry that is wrong.")
    right = OneValue(allow_null=True, help_text="What it should be; null: not known.")  # not for readers
    asked_by = serializers.ChoiceField(Correction.AskedBy.choices)
    said = Text(max_length=LONGEST_TEXT, required=False, allow_blank=True, help_text="In the words of whoever asked.")
    due = Day(required=False, help_text="Without it `CORRECTION_DAYS` from today.")


class DecisionSerializer(Strict):
    carry_out = Flag(help_text="True: the entry is put right; false: the request is refused.")
    why = Text(max_length=LONGEST_TEXT, required=False, allow_blank=True, help_text="Needed where it is refused.")


class CorrectionSerializer(serializers.Serializer):
    id = Id()
    student = Id(source="student_id")
    field = serializers.CharField()
    was = serializers.JSONField(allow_null=True)
    right = serializers.JSONField(allow_null=True)
    asked_by = serializers.ChoiceField(Correction.AskedBy.choices)
    said = serializers.CharField()
    due = serializers.DateField()
    state = serializers.ChoiceField(Correction.State.choices)
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()
    decided_by = serializers.CharField(source="decided_by.username", default=None, allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    why = serializers.CharField()


class NotAgainSerializer(serializers.Serializer):
    task = serializers.CharField()
    reason = serializers.CharField()


class DecidedSerializer(serializers.Serializer):
    correction = CorrectionSerializer()
    marked = serializers.IntegerField(help_text="Predictions that were made with the entry, and say so now.")
    predictions = serializers.ListField(child=Id(), help_text="Made again with what is right.")
    not_again = NotAgainSerializer(many=True, help_text="Questions that could not be predicted again.")


class CorrectionQuery(Query):
    student = id_filter()
    state = serializers.ChoiceField(Correction.State.choices, required=False)
    due_by = serializers.DateField(required=False, help_text="Due on this day at the latest.")


NEW, DECISION = NewCorrectionSerializer(), DecisionSerializer()
LIST = Listing(
    CorrectionSerializer,
    CorrectionQuery,
    lookups={"student": "student_id", "state": "state", "due_by": "due__lte"},
    sorts=("id", "due"),
    moments=("made_at", "decided_at"),
)
SHOWN, DECIDED = CorrectionSerializer(), DecidedSerializer()


class CorrectionList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="corrections_list",
        responses=LIST.answer,
        summary="Requests to correct an entry, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = open_to(request.user, Act.SEE).select_related("made_by", "decided_by")
        return LIST.page_at_once(request, rows, lambda shown: _listed(request, shown))

    @extend_schema(
        request=NewCorrectionSerializer,
        responses={201: CorrectionSerializer},
        extensions=MAY_CONFLICT,
        summary="Ask for an entry to be corrected",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        student = _student(request, content.pop("student"))
        try:
            row = work.ask(student, work.Asked(**content), request.user)
        except InvalidValue as error:
            raise invalid({"right": said(error.problem)}) from error
        except CorrectionStays as error:
            raise _stays(error) from error
        where = request.build_absolute_uri(f"{request.path}{row.pk}/")
        return Response(SHOWN.to_representation(row), status=201, headers={"Location": where})


class CorrectionDetail(Resource):
    @extend_schema(responses=CorrectionSerializer, summary="One request to correct an entry")
    def get(self, request: Request, pk: int) -> Response:
        return Response(SHOWN.to_representation(correction_for(request.user, pk, Act.SEE)))


class CorrectionDecision(Resource):
    @extend_schema(
        request=DecisionSerializer,
        responses=DecidedSerializer,
        extensions=MAY_CONFLICT,
        summary="Carry a correction out, or refuse it",
        description="Predictions that were made with the entry are marked; questions whose newest one was are "
        "predicted again.",
    )
    def post(self, request: Request, pk: int) -> Response:
        row = correction_for(request.user, pk, Act.CHANGE)
        content = DECISION.run_validation(request.data)
        why = content.get("why", "")
        try:
            if content["carry_out"]:
                return Response(_decided(work.carry_out(row, by=request.user, door=Submission.Door.API, why=why)))
            return Response(_decided(work.CarriedOut(work.refuse(row, by=request.user, why=why), 0, (), ())))
        except CorrectionStays as error:
            raise _stays(error) from error


def _listed(request: Request, rows: list[Correction]) -> list[dict[str, Any]]:
    seen(request, [row.student_id for row in rows])
    return [SHOWN.to_representation(row) for row in rows]


def _stays(error: CorrectionStays) -> Refused:
    return Refused(409, "correction_stays", str(error))


def _student(request: Request, pk: int) -> Student:
    rows = Student.objects.open_to(request.user, Act.CHANGE).select_related("classroom__schema_version")
    student = rows.filter(pk=pk).first()
    if student is None:
        raise invalid({"student": _("You have no student %(pk)s.") % {"pk": pk}})
    return student


def _decided(done: work.CarriedOut) -> dict[str, Any]:
    content = {
        "correction": done.correction,
        "marked": done.marked,
        "predictions": [one.pk for one in done.again],
        "not_again": [{"task": task.slug, "reason": why} for task, why in done.not_again],
    }
    return DECIDED.to_representation(content)
