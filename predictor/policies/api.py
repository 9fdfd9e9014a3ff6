"""Policies over the API: what was picked, picking one, and what leaving fields out costs."""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import ModelVersion, PickedPolicy, Task
from mlcore.models.policies import LONGEST_REASON
from mlcore.versions.policies import picking
from mlcore.words.said import said
from predictor.access.permissions import needs
from predictor.access.questions import questions_for
from predictor.access.rights import Act
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.jobs.api import AskedJobSerializer, asked
from predictor.policies import reads, work
from predictor.policies.api_parts import LedgerSerializer, as_told

MORE = "How many more it leaves out that you may not see."  # not for readers
MOST_FIELDS, MOST_COMBINATIONS = 1_000, 20


class PickedPolicySerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    left_out = serializers.SerializerMethodField(
        help_text="Slugs; none: every field is used. In force is the newest of a task."
    )
    not_shown = serializers.SerializerMethodField(help_text=MORE)
    reason = serializers.CharField()
    who = serializers.CharField()
    at = serializers.DateTimeField()

    def get_left_out(self, row: PickedPolicy) -> list[str]:
        closed = row.task.schema_version.closed.see
        return [slug for slug in row.left_out if slug not in closed]

    def get_not_shown(self, row: PickedPolicy) -> int:
        return len(row.left_out) - len(self.get_left_out(row))


class NewPolicySerializer(Strict):
    task = Text(max_length=50, help_text="Slug.")
    left_out = serializers.ListField(
        child=Text(max_length=50), max_length=MOST_FIELDS, help_text="Slugs of inputs; none: every field is used."
    )
    reason = Text(max_length=LONGEST_REASON, help_text="Kept for good; the model card prints it.")


class PolicyQuery(Query):
    task = serializers.SlugField(max_length=50, required=False)


class MeasureSerializer(Strict):
    combinations = serializers.ListField(
        child=serializers.ListField(child=Text(max_length=50), max_length=MOST_FIELDS),
        required=False,
        max_length=MOST_COMBINATIONS,
        help_text="Inputs to leave out together, beside the sensitive ones, which are always measured.",
    )


class VersionPoliciesSerializer(serializers.Serializer):
    version = serializers.IntegerField(help_text="Id.")
    left_out = serializers.ListField(child=serializers.CharField(), help_text="Slugs of what it does without.")
    not_shown = serializers.IntegerField(help_text=MORE)
    policy = PickedPolicySerializer(allow_null=True, help_text="In force when it was trained; null: none was picked.")
    is_older = serializers.BooleanField(help_text="Whether the policy in force now leaves out other fields.")
    costs = LedgerSerializer(allow_null=True, help_text="Null: nothing was measured.")


POLICY, NEW = PickedPolicySerializer(), NewPolicySerializer()
LIST = Listing(PickedPolicySerializer, PolicyQuery, lookups={"task": "task__slug"}, moments=("at",))
MEASURE, OF_VERSION = MeasureSerializer(), VersionPoliciesSerializer()


class PolicyList(Resource):
    def get_permissions(self) -> list[Any]:
        act = Act.PICK_POLICY if self.request.method == "POST" else Act.READ_MODELS
        return [permission() for permission in needs(act)]

    @extend_schema(
        parameters=[LIST.query],
        operation_id="policies_list",
        responses=LIST.answer,
        summary="Policies that were picked, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = PickedPolicy.objects.filter(task__in=questions_for(request.user)).select_related("task__schema_version")
        return LIST.page(request, rows, POLICY.to_representation)

    @extend_schema(
        request=NewPolicySerializer,
        responses={201: PickedPolicySerializer},
        operation_id="policies_create",
        summary="Pick which fields a task does without; for admins",
        description="It holds from the next training on and changes no version that is there. Picks are never changed.",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        task = Task.objects.select_related("schema_version").filter(slug=content["task"]).first()
        if task is None:
            raise invalid({"task": _("There is no task '%(task)s'.") % {"task": content["task"]}})
        try:
            row = work.pick(task, content["left_out"], reason=content["reason"], by=request.user)
        except picking.PolicyRefused as error:
            raise invalid({"left_out": said(error)}) from error
        return Response(POLICY.to_representation(row), status=201)


class VersionPolicies(Resource):
    def get_permissions(self) -> list[Any]:
        act = Act.TRAIN if self.request.method == "POST" else Act.READ_MODELS
        return [permission() for permission in needs(act)]

    @extend_schema(
        responses=VersionPoliciesSerializer,
        operation_id="model_versions_policies_retrieve",
        summary="Under which policy a version was trained, and what leaving fields out costs",
    )
    def get(self, request: Request, pk: int) -> Response:
        version = get_object_or_404(_versions(), pk=pk)
        found, closed = reads.ledger_shown(version), version.schema_version.closed.see
        shown = [slug for slug in version.left_out if slug not in closed]
        about = {"version": version.pk, "left_out": shown, "policy": version.policy}
        about["not_shown"] = len(version.left_out) - len(shown)
        older = picking.in_force(version.task) is not None and not picking.is_trained_under(version)
        costs = None if found is None else asdict(as_told(found))
        return Response(OF_VERSION.to_representation({**about, "is_older": older, "costs": costs}))

    @extend_schema(
        request=MeasureSerializer,
        responses={202: AskedJobSerializer},
        operation_id="model_versions_policies_create",
        summary="Measure in the background what leaving fields out costs; for admins",
        description="With what the version learned from; the version stays as it is.",
    )
    def post(self, request: Request, pk: int) -> Response:
        content = MEASURE.run_validation(request.data)
        version = get_object_or_404(_versions(), pk=pk)
        try:
            return asked(request, work.ask(version, content.get("combinations", []), by=request.user))
        except picking.PolicyRefused as error:
            raise invalid({"combinations": said(error)}) from error


def _versions() -> Any:
    related = ("task__schema_version", "schema_version", "run__dataset", "policy__task__schema_version")
    return ModelVersion.objects.select_related(*related)
