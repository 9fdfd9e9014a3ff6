"""Changes of the live model over the API: which version was live at a time, another one made live, the one before."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import ModelVersion, Promotion, Task
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import ledger
from mlcore.words.said import said
from predictor import problems
from predictor.access.permissions import needs
from predictor.access.questions import questions_for
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, checked_query
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.versions import promoting

LARGEST_NUMBER = 2**31 - 1
UNCHANGED = gettext_noop("Nothing was changed: %(why)s.")


class PromotionSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    version = VersionNameSerializer(help_text="Live from then on.")
    previous = VersionNameSerializer(allow_null=True, help_text="In whose place; null: none was live.")
    action = serializers.ChoiceField(Promotion.Action.choices)
    who = serializers.CharField()
    why = serializers.SerializerMethodField(help_text="As a person said it, or what was measured after a training.")
    at = serializers.DateTimeField()

    def get_why(self, promotion: Promotion) -> str:
        return ledger.why_of(promotion)


class LiveSerializer(serializers.Serializer):
    task = serializers.CharField()
    at = serializers.DateTimeField()
    version = VersionNameSerializer(allow_null=True, help_text="Null: no version was live yet.")
    arrival = PromotionSerializer(allow_null=True, help_text="The change that put it there.")
    until = serializers.DateTimeField(allow_null=True, help_text="When the live version next changed; null: not since.")
    sentence = serializers.CharField(help_text="The same in words.")


@extend_schema_field(OpenApiTypes.DATETIME)
class Moment(serializers.Field):
    def to_internal_value(self, data: Any) -> Any:
        try:
            return ledger.moment(str(data), zone_needed=True)
        except problems.NotATime as error:
            raise serializers.ValidationError(f"{error}.") from error


class LiveQuery(Strict):
    task = serializers.SlugField(max_length=50)
    at = Moment(required=False, help_text="With its time zone; without it: now.")


class PromotionQuery(Query):
    task = serializers.SlugField(max_length=50, required=False)
    action = serializers.ChoiceField(Promotion.Action.choices, required=False)


class ChangeSerializer(Strict):
    why = Text(max_length=promoting.LONGEST_REASON, help_text="Kept for good beside the change.")
    expected = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_NUMBER,
        help_text="Number of the version that you saw live, 0 for none; if another one is by now, nothing changes.",
    )


PROMOTION, LIVE, CHANGE = PromotionSerializer(), LiveSerializer(), ChangeSerializer()
LIVE_QUERY = LiveQuery()
LIST = Listing(
    PromotionSerializer,
    PromotionQuery,
    lookups={"task": "task__slug", "action": "action"},
    moments=("at",),
)


class LiveModel(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(
        parameters=[LiveQuery],
        operation_id="models_live",
        responses=LiveSerializer,
        summary="Which version was live at a time, and who put it there",
    )
    def get(self, request: Request) -> Response:
        query = checked_query(LIVE_QUERY, request)
        task = Task.objects.filter(slug=query["task"]).first()
        if task is None:
            slugs = ", ".join(questions_for(request.user).values_list("slug", flat=True))
            raise invalid(
                {
                    "task": _("There is no task '%(task)s'; there are: %(slugs)s")
                    % {"task": query["task"], "slugs": slugs}
                }
            )
        return Response(_show_live(ledger.live_at(task, query.get("at") or timezone.now())))


class PromotionList(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="promotions_list",
        responses=LIST.answer,
        summary="Every change of the live model, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = Promotion.objects.filter(task__in=questions_for(request.user))
        rows = rows.select_related("task", "version__task", "version__schema_version", "previous__task")
        return LIST.page(request, rows, PROMOTION.to_representation)


class VersionPromotion(Resource):
    permission_classes = needs(Act.PROMOTE)

    @extend_schema(
        request=ChangeSerializer,
        responses={201: PromotionSerializer},
        extensions=MAY_CONFLICT,
        summary="Make a version the live one",
        description="Every answer from the next request on comes from it, in every worker.",
    )
    def post(self, request: Request, pk: int) -> Response:
        version = get_object_or_404(ModelVersion.objects.select_related("task"), pk=pk)
        content = CHANGE.run_validation(request.data)
        return _changed(lambda: promoting.promote(version, by=request.user, **content))


class TaskRollback(Resource):
    permission_classes = needs(Act.PROMOTE)

    @extend_schema(
        request=ChangeSerializer,
        responses={201: PromotionSerializer},
        extensions=MAY_CONFLICT,
        summary="Go back to the version that was live before",
        description="Every answer from the next request on comes from it, in every worker.",
    )
    def post(self, request: Request, slug: str) -> Response:
        task = get_object_or_404(Task, slug=slug)
        content = CHANGE.run_validation(request.data)
        return _changed(lambda: promoting.roll_back(task, by=request.user, **content))


def _changed(change: Callable[[], Promotion]) -> Response:
    try:
        promotion = change()
    except problems.LiveChanged as error:
        raise Refused(409, "live_changed", _(UNCHANGED) % {"why": error}) from error
    except problems.NotPromoted as error:
        raise Refused(409, "not_promoted", _(UNCHANGED) % {"why": error}) from error
    except BundleError as error:
        raise Refused(409, "model_unusable", _("Nothing was changed: %(why)s") % {"why": said(error)}) from error
    return Response(PROMOTION.to_representation(promotion), status=201)


def _show_live(found: ledger.LiveAt) -> dict[str, Any]:
    return LIVE.to_representation(
        {
            "task": found.task.slug,
            "at": found.at,
            "version": found.arrival and found.arrival.version,
            "arrival": found.arrival,
            "until": found.next.at if found.arrival and found.next else None,
            "sentence": ledger.said(found),
        }
    )
