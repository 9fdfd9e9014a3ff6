"""What was entered for a student, time after time, over the API."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.api.fields import Id, Values
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.names import SchemaNameSerializer
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.models import Student, Submission


class SubmissionSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    schema = SchemaNameSerializer(source="schema_version", help_text="In whose words it was entered.")
    answers = Values(help_text="Of the fields that you may see.")
    door = serializers.ChoiceField(Submission.Door.values)
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField(source="made_by.username")
    predictions = serializers.ListField(child=Id(), help_text="What was predicted from it.")


class SubmissionQuery(Query):
    task = serializers.SlugField(required=False)


SUBMISSION = SubmissionSerializer()
LIST = Listing(SubmissionSerializer, SubmissionQuery, {"task": "task__slug"}, moments=("made_at",))


class StudentSubmissions(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="students_submissions_list",
        responses=LIST.answer,
        summary="What was entered for a student, newest first; none of it is ever changed",
    )
    def get(self, request: Request, pk: int) -> Response:
        student = get_object_or_404(Student.objects.visible_to(request.user), pk=pk)
        rows = Submission.objects.told_to(request.user).filter(student=student)
        rows = rows.select_related("task", "schema_version", "made_by").prefetch_related("predictions")
        return LIST.page(request, rows, _show)


def _show(row: Submission) -> dict[str, Any]:
    about = {name: getattr(row, name) for name in ("task", "schema_version", "door", "made_at", "made_by")}
    closed = row.schema_version.closed.see
    answers = {slug: value for slug, value in row.answers.items() if slug not in closed}
    predictions = [one.pk for one in row.predictions.all()]
    return SUBMISSION.to_representation(about | {"id": row.pk, "answers": answers, "predictions": predictions})
