"""Tasks with their fields, and the model versions that answer them; lists name those that concern who asks."""

from dataclasses import asdict
from typing import Any, get_args

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import CandidateResult, ModelVersion, SchemaVersion, Task
from mlcore.pipeline.results.cautions import Caution, CautionKind
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.field import KINDS
from mlcore.versions.stored import Metric, StoredResult, StoredRun, reason_of
from mlcore.words.training import effort
from mlcore.words.verdicts.cautions import sentences
from predictor.access.permissions import needs
from predictor.access.questions import questions_for
from predictor.access.rights import Act
from predictor.api.lists.listing import OLDEST_FIRST, Listing
from predictor.api.lists.query import Query
from predictor.api.names import SchemaNameSerializer, VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.resource import Resource
from predictor.versions.gate_found import GateSerializer, gate_of


# Label, fields and data are attributes of every serializer too; DRF takes those declared out of the class.
class FieldSerializer(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    kind = serializers.ChoiceField([kind for kind in KINDS if kind != "group"])
    choices = serializers.ListField(child=serializers.CharField(), help_text="In order, where the kind is ordered.")
    choice_labels = serializers.DictField(
        source="label_by_choice", child=serializers.CharField(), help_text="What pages call a choice, if not the same."
    )
    minimum = serializers.FloatField(allow_null=True)
    maximum = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    help = serializers.CharField()
    about = serializers.ChoiceField(["student", "moment"])
    sensitive = serializers.BooleanField()


class TaskSerializer(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    note = serializers.CharField()
    schema = SchemaNameSerializer()
    target = FieldSerializer(help_text="What is predicted.")
    # Declared fields leave the class.
    fields = FieldSerializer(many=True, help_text="What it is predicted from; the keys of `answers`.")  # type: ignore[assignment]
    live_version = VersionNameSerializer(allow_null=True, help_text="Null: no model answers this task yet.")
    is_demo = serializers.BooleanField(help_text="Whether the live model learned from made-up data.")


class EstimateSerializer(serializers.Serializer):
    mean = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class MetricsSerializer(serializers.Serializer):
    r2 = EstimateSerializer(allow_null=True)
    rmse = EstimateSerializer(allow_null=True)
    mae = EstimateSerializer(allow_null=True)


ROWS_DELETED = "When its rows were deleted; null: they are there."  # not for readers


class PartSerializer(serializers.Serializer):
    name = serializers.CharField(source="part.name")
    rows = serializers.IntegerField(source="part.rows")
    sha256 = serializers.CharField(source="part.sha256")
    is_demo = serializers.BooleanField(source="part.is_demo", help_text="Whether it is made up.")
    rows_deleted_at = serializers.DateTimeField(source="part.deleted_at", allow_null=True, help_text=ROWS_DELETED)


class DataSerializer(serializers.Serializer):
    name = serializers.CharField()
    rows = serializers.IntegerField()
    sha256 = serializers.CharField()
    is_demo = serializers.BooleanField(help_text="Whether it is made up.")
    rows_deleted_at = serializers.DateTimeField(source="deleted_at", allow_null=True, help_text=ROWS_DELETED)
    parts = PartSerializer(many=True, help_text="The datasets it was made of; none where it was imported.")


class CautionSerializer(serializers.Serializer):
    """A figure that the kind does not need is 0."""

    kind = serializers.ChoiceField(get_args(CautionKind), help_text="Of the first three an input may hold the result.")
    field = serializers.CharField(help_text="Slug; blank where it is about rows or about the model.")
    target = serializers.CharField(help_text="Slug, where it is about the result too.")
    count = serializers.IntegerField(help_text="Rows that it is about; of 'few groups' and 'few values' these.")
    of = serializers.IntegerField(help_text="Of so many rows.")
    share = serializers.FloatField(help_text="From 0 to 1: R², or of 'same order' the pairs in one order minus others.")
    sentence = serializers.CharField(help_text="The same in words.")


class ModelVersionSerializer(VersionNameSerializer):
    candidate = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    is_live = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    schema = SchemaNameSerializer(source="schema_version")
    # Declared fields leave the class.
    data = DataSerializer(source="run.dataset", help_text="Where its rows lie; some may have no target.")  # type: ignore[assignment]
    learned_from = serializers.IntegerField(
        source="run.learned_from", help_text="Rows of the data whose target is known."
    )
    reason = serializers.CharField(help_text="Why this candidate was chosen.")
    effort = serializers.ListField(
        child=serializers.CharField(), help_text="What was done less because there are many rows, in words."
    )
    metrics = MetricsSerializer(help_text="Cross-validated, with 95 % intervals.")
    cautions = CautionSerializer(many=True, help_text="What in its rows, or about the model, can mislead; worst first.")
    gate = GateSerializer(allow_null=True, help_text="Null: an older release trained it.")


class ModelVersionQuery(Query):
    task = serializers.SlugField(required=False)
    is_live = serializers.BooleanField(required=False)


METRICS: tuple[Metric, ...] = ("r2", "rmse", "mae")
TASK, MODEL_VERSION = TaskSerializer(), ModelVersionSerializer()
TASKS = Listing(TaskSerializer, sorts=("id", "slug"), first=OLDEST_FIRST)
FILTERS = {"task": "task__slug", "is_live": "is_live"}
MODEL_VERSIONS = Listing(ModelVersionSerializer, ModelVersionQuery, FILTERS, ("id", "number"), moments=("created_at",))


class TaskList(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(
        parameters=[TASKS.query],
        operation_id="tasks_list",
        responses=TASKS.answer,
        summary="What can be predicted",
    )
    def get(self, request: Request) -> Response:
        rows = _with_live_versions(questions_for(request.user))
        return TASKS.page(request, rows, _show_task)


class TaskDetail(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(responses=TaskSerializer, summary="One task with its fields")
    def get(self, request: Request, slug: str) -> Response:
        return Response(_show_task(get_object_or_404(_with_live_versions(Task.objects.all()), slug=slug)))


class ModelVersionList(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(
        parameters=[MODEL_VERSIONS.query],
        operation_id="model_versions_list",
        responses=MODEL_VERSIONS.answer,
        summary="Versions, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = _versions().filter(task__in=questions_for(request.user))
        return MODEL_VERSIONS.page(request, rows, _show_version)


class ModelVersionDetail(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(responses=ModelVersionSerializer, summary="One version")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show_version(get_object_or_404(_versions(), pk=pk)))


def _with_live_versions(tasks: QuerySet[Task]) -> QuerySet[Task]:
    live = ModelVersion.objects.live().select_related("task", "schema_version", "run__dataset")
    return tasks.select_related("schema_version").prefetch_related(
        Prefetch("versions", queryset=live, to_attr="live_versions")
    )


def _show_task(task: Any) -> dict[str, Any]:
    """With the fields of the model that answers now; without one, those of the newest schema."""
    live = task.live_versions[0] if task.live_versions else None
    written: SchemaVersion = live.schema_version if live else task.schema_version
    schema = live.shown if live else written.shown
    question = schema.task(task.slug)
    return TASK.to_representation(
        {
            "slug": task.slug,
            "label": question.label,
            "note": question.note,
            "schema": written,
            "target": schema.field(question.target),
            "fields": schema.inputs(question),
            "live_version": live,
            "is_demo": live is not None and live.run.dataset.is_demo,
        }
    )


def _versions() -> QuerySet[ModelVersion]:
    winners = CandidateResult.objects.filter(is_winner=True)
    return ModelVersion.objects.select_related(
        "task__schema_version", "schema_version", "run__dataset", "run__task__schema_version"
    ).prefetch_related(Prefetch("run__results", queryset=winners), "run__dataset__parts__part")


def _show_version(version: ModelVersion) -> dict[str, Any]:
    run = StoredRun.of(version.run)
    return MODEL_VERSION.to_representation(
        {
            "id": version.pk,
            "task": version.task,
            "number": version.number,
            "candidate": version.candidate,
            "label": version.label,
            "is_live": version.is_live,
            "created_at": version.created_at,
            "schema_version": version.schema_version,
            "run": version.run,
            "reason": reason_of(version.run),
            "effort": [*effort.sentences(run.parts), *_of_winner(run.winner)],
            "metrics": _metrics(run.winner),
            "gate": gate_of(run),
            "cautions": [_caution(caution, version.schema_version.shown) for caution in run.cautions],
        }
    )


def _of_winner(winner: StoredResult | None) -> list[str]:
    return [f"{winner.label}: {winner.effort}."] if winner and winner.effort else []


def _caution(caution: Caution, schema: Schema) -> dict[str, Any]:
    return asdict(caution) | {"sentence": " ".join(sentences([caution], schema))}


def _metrics(winner: StoredResult | None) -> dict[str, Any]:
    return {metric: _metric(winner, metric) if winner else None for metric in METRICS}


def _metric(winner: StoredResult, metric: Metric) -> dict[str, float | None] | None:
    mean, estimate = winner.mean(metric), winner.estimate(metric)
    ends = {"low": estimate.low, "high": estimate.high} if estimate else {"low": None, "high": None}
    return None if mean is None else {"mean": mean, **ends}
