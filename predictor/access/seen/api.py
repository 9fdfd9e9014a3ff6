"""Who can see a student, and why, over the API."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.rights import Act, may
from predictor.access.seen.reasons import Reason, Seer, who_sees
from predictor.access.seen.why_not import account_of, why_not
from predictor.access.seen.words import said
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.query import checked_query
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.models import Student


class SeerReasonSerializer(serializers.Serializer):
    role = serializers.CharField(help_text="As in the table of roles.")
    classroom = Id(allow_null=True, help_text="The class by which they see the student; null: a role by itself.")
    department = serializers.CharField(allow_null=True)
    tasks = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="What they see of; null: all."
    )
    said = serializers.CharField()


class SeerSerializer(serializers.Serializer):
    account = Id()
    username = serializers.CharField()
    reasons = SeerReasonSerializer(many=True)


class SeersSerializer(serializers.Serializer):
    results = SeerSerializer(many=True)
    why_not = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Of the `account` that was asked about; empty where it sees the student.",
    )


class SeersQuery(Strict):
    account = Text(
        max_length=150, required=False, help_text="A user name: why it does not see the student. For admins."
    )


SEERS, QUERY = SeersSerializer(), SeersQuery()


class StudentSeers(Resource):
    @extend_schema(
        parameters=[SeersQuery],
        operation_id="students_who_sees_this",
        responses=SeersSerializer,
        summary="Who can see a student, and why",
        description="For whoever may say who teaches the student's class.",
    )
    def get(self, request: Request, pk: int) -> Response:
        student = get_object_or_404(Student.objects.open_to(request.user, Act.SHARE), pk=pk)
        told = {"results": [_seer(one) for one in who_sees(student)]}
        return Response(SEERS.to_representation(told | _why_not(request, student)))


def _why_not(request: Request, student: Student) -> dict[str, Any]:
    name = checked_query(QUERY, request).get("account", "")
    if not name:
        return {}
    user = account_of(name) if may(request.user, Act.GIVE_ROLES) else None
    if user is None:
        raise invalid({"account": _("There is no account of this name.")})
    return {"why_not": why_not(user, student)}


def _seer(one: Seer) -> dict[str, Any]:
    reasons = [_reason(reason) for reason in one.reasons]
    return {"account": one.user.pk, "username": one.user.get_username(), "reasons": reasons}


def _reason(reason: Reason) -> dict[str, Any]:
    department = reason.department
    return {
        "role": str(reason.role.name),
        "classroom": reason.classroom.pk if reason.classroom else None,
        "department": department.name if department else None,
        "tasks": [task.slug for task in reason.tasks] if department else None,
        "said": said(reason),
    }
