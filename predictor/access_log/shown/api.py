"""Who saw or changed what about a student, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access_log.shown.reads import lines_about, student_for
from predictor.api.fields import Id
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.models import AccessLine


class AccessLineSerializer(serializers.Serializer):
    id = Id()
    at = serializers.DateTimeField()
    account = Id(allow_null=True, help_text="Null where no account of the product was behind it.")
    account_name = serializers.CharField(help_text="As it was called then.")
    door = serializers.ChoiceField(AccessLine.Door.values)
    act = serializers.ChoiceField(AccessLine.Act.values)
    what = serializers.CharField(help_text="Name of the address, the command or the kind of job.")
    kind = serializers.CharField(help_text="Of the thing that it was asked with; may be empty.")
    thing = Id(allow_null=True, help_text="Its number.")
    place = serializers.IntegerField(allow_null=True, help_text="In the chain; null until it is sealed.")


class AccessQuery(Query):
    act = serializers.ChoiceField(AccessLine.Act.values, required=False)


LINE = AccessLineSerializer()
LIST = Listing(AccessLineSerializer, AccessQuery, moments=("at",))


class StudentAccess(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="students_access",
        responses=LIST.answer,
        summary="Access log of a student: who saw or changed what, newest first",
        description="For whoever may say who teaches the student's class.",
    )
    def get(self, request: Request, pk: int) -> Response:
        query = LIST.asked(request)
        rows = lines_about(student_for(request.user, pk), query.get("act", ""))
        return LIST.page(request, rows, LINE.to_representation, query)
