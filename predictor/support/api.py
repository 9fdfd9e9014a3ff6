"""Support of a student for programs: what it is, what was said of it, and noting it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor import problems
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Day, Flag, Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.models import Student, Support
from predictor.models.outcomes import LONGEST_WHAT, LONGEST_WHY
from predictor.support.reads import student_for
from predictor.support.work import Said, Signed, add, correct, end, remove, today

CODES: dict[type[Exception], str] = {problems.SupportChanged: "support_changed"}
NEEDED = ("what", "by_whom", "how_often", "why")


class SupportSerializer(serializers.Serializer):
    id = Id()
    what = serializers.CharField()
    by_whom = serializers.CharField()
    from_day = serializers.DateField()
    until_day = serializers.DateField(allow_null=True, help_text="The last day; null while it goes on.")
    how_often = serializers.CharField()
    why = serializers.CharField()
    is_removed = serializers.BooleanField(help_text="It was noted by mistake.")
    replaces = Id(source="replaces_id", allow_null=True, help_text="The row that it ends, corrects or removes.")
    why_replaced = serializers.CharField()
    made_by = serializers.CharField(source="made_by.username")
    made_at = serializers.DateTimeField()


class NewSupportSerializer(Strict):
    what = Text(max_length=LONGEST_WHAT, required=False, help_text="Needed for a new one, as the next three are.")
    by_whom = Text(max_length=LONGEST_WHAT, required=False)
    how_often = Text(max_length=LONGEST_WHAT, required=False)
    why = Text(max_length=LONGEST_WHY, required=False)
    from_day = Day(required=False, help_text="Today, where a new one says none.")
    until_day = Day(required=False, allow_null=True, help_text="The last day; null: it goes on.")
    replaces = Id(required=False, allow_null=True, help_text="The row in force to end, correct or remove.")
    remove = Flag(required=False, help_text="With `replaces`: it was noted by mistake.")
    why_replaced = Text(max_length=LONGEST_WHY, required=False, help_text="Needed to correct or remove; kept for good.")


class SupportQuery(Query):
    in_force = serializers.BooleanField(required=False, help_text="True: without rows of the history.")


SUPPORT, NEW_SUPPORT = SupportSerializer(), NewSupportSerializer()
LIST = Listing(SupportSerializer, SupportQuery, sorts=("id", "from_day", "until_day"), moments=("made_at",))


class SupportList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="support_list",
        responses=LIST.answer,
        summary="Support of a student, newest first, with what was replaced",
    )
    def get(self, request: Request, pk: int) -> Response:
        query = LIST.asked(request)
        rows = Support.objects.filter(student=student_for(request.user, pk, Act.SEE)).select_related("made_by")
        rows = rows.in_force() if query.get("in_force") else rows
        return LIST.page(request, rows, _show, query)

    @extend_schema(
        request=NewSupportSerializer,
        responses={201: SupportSerializer},
        extensions=MAY_CONFLICT,
        summary="Note support, end it, correct it or remove it",
        description="Adds a row; what it `replaces` is kept. With `replaces` and `until_day` alone it ends, and needs "
        "no reason. No model uses support to predict.",
    )
    def post(self, request: Request, pk: int) -> Response:
        student = student_for(request.user, pk, Act.CHANGE)
        content = NEW_SUPPORT.run_validation(request.data)
        try:
            row = (_replaced if content.get("replaces") else _added)(student, content, request)
        except problems.SupportStays as error:
            raise Refused(409, CODES.get(type(error), "support_unchanged"), str(error)) from error
        return Response(_show(row), status=201)


def _added(student: Student, content: Mapping[str, Any], request: Request) -> Support:
    more = [name for name in ("remove", "why_replaced") if content.get(name)]
    if more:
        raise invalid(dict.fromkeys(more, _("Only with what it `replaces`.")))
    missing = [name for name in NEEDED if not content.get(name)]
    if missing:
        raise invalid(dict.fromkeys(missing, _("Needed for a new one.")))
    told = {name: content[name] for name in NEEDED}
    first = content.get("from_day") or today()
    said = Said(**told, from_day=first, until_day=content.get("until_day"))
    return add(student, _checked(said), Signed(by=request.user))


def _replaced(student: Student, content: Mapping[str, Any], request: Request) -> Support:
    row = Support.objects.filter(student=student, pk=content["replaces"]).select_related("student__classroom").first()
    if row is None:
        raise invalid(
            {"replaces": _("There is no support %(replaces)s of this student.") % {"replaces": content["replaces"]}}
        )
    changes = {name: content[name] for name in Said.__dataclass_fields__ if name in content}
    if content.get("remove"):
        if changes:
            raise invalid(dict.fromkeys(changes, _("Not of what is removed.")))
        return remove(row, _signed(content, request))
    if set(changes) == {"until_day"} and changes["until_day"] and "why_replaced" not in content:
        return end(row, changes["until_day"], Signed(by=request.user))
    return correct(row, _checked(replace(Said.of(row), **changes)), _signed(content, request))


def _signed(content: Mapping[str, Any], request: Request) -> Signed:
    if not content.get("why_replaced"):
        raise invalid({"why_replaced": _("Say why it is corrected or removed.")})
    return Signed(by=request.user, why=content["why_replaced"])


def _checked(said: Said) -> Said:
    if said.until_day and said.until_day < said.from_day:
        raise invalid({"until_day": _("The last day lies before the first.")})
    return said


def _show(row: Support) -> dict[str, Any]:
    return dict(SUPPORT.to_representation(row))
