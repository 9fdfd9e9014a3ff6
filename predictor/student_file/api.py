"""Everything that is kept about a student, for programs."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema

from predictor.access_log.shown.reads import student_for
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.student_file.answers import as_json, english
from predictor.student_file.content import file_of


class StudentFile(Resource):
    @extend_schema(
        operation_id="students_file",
        responses={200: OpenApiTypes.OBJECT},
        summary="Everything that is kept about a student",
        description="For whoever may say who teaches the student's class. Its shape is in docs/files.md.",
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        student = student_for(request.user, pk)
        with english():
            return as_json(file_of(student, request.user))
