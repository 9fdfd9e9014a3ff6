"""A gradebook of another program, filled for programs: the steps of the page in one question."""

import base64
from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.pipeline.exceptions import DataError
from mlcore.words.said import said
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import FileContent, Flag, Id, Strict, Text
from predictor.api.parsing import Request, bytes_of
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.filling.gradebook import Gradebook
from predictor.filling.plan import Asked, How, NotLikeThis, Plan
from predictor.models import Classroom
from predictor.problems import ClassArchived

HOWS: dict[str, How] = {"scaled": "scaled", "as_they_are": "as they are"}  # not for readers
# What pages call an entry otherwise.
ABOUT = {"source": "value"}
MOST_COLUMNS = 1_000


class NewGradebookSerializer(Strict):
    content = FileContent()
    value = Text(max_length=200, required=False, help_text="What goes in: a `key` of `values`.")
    column = serializers.IntegerField(
        min_value=0, max_value=MOST_COLUMNS, required=False, help_text="Where to: a `position` of `columns`."
    )
    how = serializers.ChoiceField(
        list(HOWS), required=False, help_text="How a value is written where the column has another maximum."
    )
    replaces = Flag(required=False, help_text="Also over what stands there.")


class ScoreColumnSerializer(serializers.Serializer):
    position = serializers.IntegerField(help_text="From 0.")
    title = serializers.CharField()
    maximum = serializers.FloatField(allow_null=True)


class ValueSerializer(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField(source="label")


class GradebookRowSerializer(serializers.Serializer):
    row = serializers.IntegerField(help_text="As the file counts them.")
    number = serializers.CharField()
    student = Id(allow_null=True, help_text="Null: no student of the class has this number.")
    fate = serializers.CharField(help_text="filled, there, nothing, unknown or twice")
    names_differ = serializers.BooleanField(help_text="The name beside the number is that of somebody else.")
    before = serializers.CharField()
    text = serializers.CharField(help_text="What is written, or would be.")


class GradebookSerializer(serializers.Serializer):
    format = serializers.CharField()
    columns = ScoreColumnSerializer(many=True)
    values = ValueSerializer(many=True)
    rows = GradebookRowSerializer(many=True, help_text="Empty until `value` and `column` are given.")
    content = serializers.CharField(allow_null=True, help_text="The filled file in base64; null without one.")


GRADEBOOK, NEW = GradebookSerializer(), NewGradebookSerializer()


class ClassroomGradebook(Resource):
    @extend_schema(
        request=NewGradebookSerializer,
        responses=GradebookSerializer,
        extensions=MAY_CONFLICT,
        summary="Fill a gradebook of another program",
        description="Of Canvas, PowerTeacher Pro, Brightspace, Blackboard or Moodle, as CSV. Nothing of it is stored.",
    )
    def post(self, request: Request, pk: int) -> Response:
        classrooms = Classroom.objects.open_to(request.user, Act.SEE).select_related("schema_version")
        classroom = get_object_or_404(classrooms, pk=pk)
        ClassArchived.check(classroom)
        content = NEW.run_validation(request.data)
        try:
            book = Gradebook.of(classroom, bytes_of(content["content"]), request.user)
            planned = _planned(book, content) if {"value", "column"} <= content.keys() else None
            return Response(_show(book, planned))
        except DataError as error:
            raise invalid({"content": said(error)}) from error


def _planned(book: Gradebook, content: Mapping[str, Any]) -> Plan:
    source = next((one for one in book.sources if one.key == content["value"]), None)
    if source is None:
        raise invalid({"value": _("There is no such value; `values` lists all.")})
    columns = book.found.template.scores
    column = next((one for one in columns if one.position == content["column"]), None)
    if column is None:
        raise invalid({"column": _("No column for a score stands there; `columns` lists all.")})
    how: How = HOWS[content["how"]] if "how" in content else ""
    asked = Asked(source=source, column=column, how=how, replaces=content.get("replaces", False))
    try:
        return book.plan(asked)
    except NotLikeThis as refusal:
        raise invalid({ABOUT.get(refusal.about, refusal.about): str(refusal)}) from refusal


def _show(book: Gradebook, planned: Plan | None) -> dict[str, Any]:
    layout = book.found.template.layout
    return GRADEBOOK.to_representation(
        {
            "format": layout.format,
            "columns": book.found.template.scores,
            "values": book.sources,
            "rows": _rows(planned) if planned else [],
            "content": base64.b64encode(planned.content()).decode() if planned and planned.written else None,
        }
    )


def _rows(planned: Plan) -> list[dict[str, Any]]:
    return [
        {
            "row": line.pupil.row,
            "number": line.pupil.number,
            "student": line.pupil.student.pk if line.pupil.student else None,
            "fate": line.fate.value,
            "names_differ": line.pupil.names_differ,
            "before": line.before,
            "text": line.text,
        }
        for line in planned.lines
    ]
