"""The sheet of a student over the API."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Strict
from predictor.api.lists.query import checked_query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused
from predictor.api.resource import Resource
from predictor.models import Student
from predictor.sheets.conversation.files import PAPERS, file_of_student


class SheetQuery(Strict):
    task = serializers.SlugField(required=False, help_text="Without it the one that was predicted last.")
    paper = serializers.ChoiceField(choices=list(PAPERS), required=False, help_text="Without it A4.")


QUERY = SheetQuery()


class StudentSheet(Resource):
    @extend_schema(
        parameters=[SheetQuery],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        extensions=MAY_CONFLICT,
        summary="The conversation sheet of a student: one page, as PDF",
        description="409 where nothing has been predicted for the student.",
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        query = checked_query(QUERY, request)
        students = Student.objects.open_to(request.user, Act.SEE).select_related("classroom__schema_version")
        student = get_object_or_404(students, pk=pk)
        found = file_of_student(request.user, student, query.get("task", ""), query.get("paper", ""))
        if found is None:
            raise Refused(409, "not_predicted", _("Nothing has been predicted for this student; predict first."))
        return found
