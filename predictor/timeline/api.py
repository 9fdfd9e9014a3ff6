"""The time line of a student over the API."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.pipeline.distribution.levels import LEVELS
from predictor.access.rights import Act
from predictor.api.fields import Id, Values
from predictor.api.lists.listing import answered, page_of, query_of
from predictor.api.lists.query import Query, checked_query
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.models import Student
from predictor.targets.reads import student_for
from predictor.timeline.events import BadPlace, Event, Kind, Place, newest, place_of


class TimelineQuery(Query):
    cursor = serializers.RegexField(
        rf"^({'|'.join(Kind)})-[1-9][0-9]{{0,17}}$", required=False, help_text="Where to go on; take it from `next`."
    )


class TimelineRangeSerializer(serializers.Serializer):
    low = serializers.FloatField()
    high = serializers.FloatField()


class EventSerializer(serializers.Serializer):
    kind = serializers.ChoiceField([kind.value for kind in Kind], help_text="Which list it is a row of.")
    id = Id(help_text="Of the row in that list.")
    at = serializers.DateTimeField(help_text="Of a day its beginning.")
    until = serializers.DateField(allow_null=True, help_text="The last day of a support; null while it goes on.")
    what = serializers.CharField(allow_null=True, help_text="Of a support.")
    task = serializers.CharField(allow_null=True, help_text="Of a submission or prediction.")
    field = serializers.CharField(allow_null=True, help_text="What is scored, of a prediction or result.")
    value = serializers.FloatField(allow_null=True)
    ranges = serializers.DictField(child=TimelineRangeSerializer(), allow_null=True, help_text="Of a prediction.")
    answers = Values(allow_null=True, help_text="Of a submission.")
    made_by = serializers.CharField()


NEWEST_FIRST = "-at"
ASKED, EVENT = query_of(EventSerializer, TimelineQuery, [NEWEST_FIRST], NEWEST_FIRST, {}), EventSerializer()
NOTHING: Mapping[str, Any] = dict.fromkeys(("until", "what", "task", "field", "value", "ranges", "answers"))


class StudentTimeline(Resource):
    @extend_schema(
        parameters=[ASKED],
        operation_id="students_timeline",
        responses=page_of(EventSerializer),
        summary="Time line of a student: submissions, predictions, support, results, newest first",
    )
    def get(self, request: Request, pk: int) -> Response:
        query = checked_query(ASKED(), request)
        student = student_for(request.user, pk, Act.SEE)
        ahead = newest(student, request.user, query["limit"] + 1, _place(request, student, query))
        shown = ahead[: query["limit"]]
        following = shown[-1].name if len(ahead) > len(shown) else None
        return answered(request, [_show(event) for event in shown], query, following)


def _place(request: Request, student: Student, query: Mapping[str, Any]) -> Place | None:
    if "cursor" not in query:
        return None
    try:
        return place_of(student, request.user, query["cursor"])
    except BadPlace as error:
        raise invalid({"cursor": _("No page of this time line begins there. Take the cursor from `next`.")}) from error


def _show(event: Event) -> dict[str, Any]:
    row = event.row
    about = {"kind": event.kind, "id": row.pk, "at": event.moment, "made_by": row.made_by.get_username()}
    return dict(EVENT.to_representation(about | dict(NOTHING) | _figures(event.kind, row)))


def _figures(kind: Kind, row: Any) -> dict[str, Any]:
    if kind is Kind.ENTERED:
        closed = row.schema_version.closed.see
        answers = {slug: value for slug, value in row.answers.items() if slug not in closed}
        return {"task": row.task.slug, "answers": answers}
    if kind is Kind.SUPPORTED:
        return {"what": row.what, "until": row.until_day}
    if kind is Kind.REACHED:
        return {"field": row.field, "value": row.value}
    ranges = {str(level): {end: getattr(row, f"{end}{level}") for end in ("low", "high")} for level in LEVELS}
    return {"task": row.task.slug, "field": row.task.question.target, "value": row.value, "ranges": ranges}
