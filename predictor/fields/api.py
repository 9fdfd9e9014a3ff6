"""Rules for the fields of a schema over the API, for admins."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.fields import reads, work
from predictor.fields.presets.preset import reason_of
from predictor.fields.rules import EVERYTHING, ROLES
from predictor.models import FieldRules
from predictor.problems import FieldRulesRefused

LONGEST_REASON, MOST_FIELDS = 300, 1_000
# What says it to readers of the documentation only.
HELP = f"By field and role any of {', '.join(EVERYTHING)}; what is left out may do both."  # not for readers


class AllowedSerializer(serializers.DictField):
    """By role; which roles there are is said where one is unknown."""

    child = serializers.ListField(child=serializers.CharField(max_length=20), max_length=len(EVERYTHING))


@extend_schema_field(serializers.CharField())
class Reason(serializers.Field):
    def to_representation(self, row: FieldRules) -> str:
        return reason_of(row)


class FieldRulesSerializer(serializers.Serializer):
    id = Id()
    schema = serializers.CharField(source="schema_name")
    version = serializers.IntegerField(help_text="Of the rules; the newest of a schema is in force.")
    rules = serializers.DictField(child=AllowedSerializer(), help_text=HELP)
    reason = Reason(source="*")
    made_by = serializers.CharField(
        source="made_by.username", default=None, allow_null=True, help_text="Null: they ship with the schema."
    )
    made_at = serializers.DateTimeField()


class NewFieldRulesSerializer(Strict):
    schema = Text(max_length=50, help_text="Name of a schema.")
    rules = serializers.DictField(child=AllowedSerializer(), help_text=HELP)
    reason = Text(max_length=LONGEST_REASON)
    seen = serializers.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        help_text="The version that you saw, 0: none; refused where it is another.",
    )


class FieldRulesQuery(Query):
    schema = serializers.SlugField(required=False)


RULES, NEW = FieldRulesSerializer(), NewFieldRulesSerializer()
LIST = Listing(
    FieldRulesSerializer,
    FieldRulesQuery,
    lookups={"schema": "schema_name"},
    sorts=("id", "version"),
    moments=("made_at",),
)


class FieldRulesList(Resource):
    permission_classes = needs(Act.DECIDE_FIELDS)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="field_rules_list",
        responses=LIST.answer,
        summary="Rules for fields that were decided, newest first",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, FieldRules.objects.select_related("made_by"), RULES.to_representation)

    @extend_schema(
        request=NewFieldRulesSerializer,
        responses={201: FieldRulesSerializer},
        extensions=MAY_CONFLICT,
        summary="Decide which role may see and enter which field",
        description=f"For admins, who see every field. Adds a version. Roles: {', '.join(ROLES)}.",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        return Response(RULES.to_representation(_decided(request, content)), status=201)


def _decided(request: Request, content: dict[str, Any]) -> FieldRules:
    row = next((row for row in reads.schemas() if row.name == content["schema"]), None)
    if row is None:
        raise invalid({"schema": _("There is no schema '%(name)s'.") % {"name": content["schema"]}})
    signed = work.Signed(by=request.user, reason=content["reason"], seen=content["seen"])
    try:
        return work.decide(row.schema, content["rules"], signed)
    except FieldRulesRefused as refusal:
        about = refusal.about if refusal.about in content else f"rules.{refusal.about}"
        raise invalid({about: str(refusal)}) from refusal
