"""Trainings over the API: ask for one, and what each of them ended with."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.datasets import choosing
from mlcore.models import Dataset, Task, TrainingRun
from mlcore.pipeline.fitting.candidates import CANDIDATES, DEFAULT_SEED
from mlcore.words.said import said_of
from predictor.access.permissions import needs
from predictor.access.questions import questions_for
from predictor.access.rights import Act
from predictor.api.fields import Flag, Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query, id_filter
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.jobs.api import AskedJobSerializer, asked
from predictor.training import work
from predictor.training.ordering.choices import choices
from predictor.training.ordering.order import LARGEST_SEED, Order
from predictor.versions.api import DataSerializer

MOST_DATASETS = 100
SLUGS = [candidate.slug for candidate in CANDIDATES]


class NewTrainingSerializer(Strict):
    task = Text(max_length=50, help_text="Slug.")
    datasets = serializers.ListField(
        child=Text(max_length=100),
        required=False,
        max_length=MOST_DATASETS,
        help_text="Names; without any the newest that fits, with those that belong to it.",
    )
    candidates = serializers.ListField(
        child=serializers.ChoiceField(SLUGS), required=False, max_length=len(SLUGS), help_text="Without any all nine."
    )
    outcomes = Flag(required=False, help_text="With the results that were recorded here.")  # not for readers
    policies = Flag(
        required=False,
        help_text="Then measure what leaving fields out costs, as a job of its own.",  # not for readers
    )
    seed = serializers.IntegerField(required=False, min_value=0, max_value=LARGEST_SEED, default=DEFAULT_SEED)


class CandidateSerializer(serializers.Serializer):
    candidate = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # declared fields leave the class
    is_winner = serializers.BooleanField()
    is_tied = serializers.BooleanField(help_text="Cannot be told from the most accurate.")
    r2 = serializers.FloatField(allow_null=True)
    rmse = serializers.FloatField(allow_null=True)
    mae = serializers.FloatField(allow_null=True)
    error = serializers.CharField(help_text="Blank where it did not fail.")


class TrainingRunSerializer(serializers.Serializer):
    id = Id()
    task = serializers.CharField(source="task.slug")
    status = serializers.ChoiceField(TrainingRun.Status.choices)
    error = serializers.CharField(help_text="Of one that failed, why.")
    who = serializers.CharField(help_text="For whom; blank where an older release trained.")
    job = serializers.IntegerField(allow_null=True, help_text="Id of the job; null at the command line.")
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    # Declared fields leave the class.
    data = DataSerializer(source="dataset", help_text="What it learned from.")  # type: ignore[assignment]
    version = VersionNameSerializer(allow_null=True, help_text="What came out of it.")
    is_live = serializers.BooleanField(help_text="Whether that serves now.")
    candidates = CandidateSerializer(many=True, help_text="In the order of the leaderboard; the mean among them.")


class TrainingRunQuery(Query):
    task = serializers.SlugField(required=False)
    status = serializers.ChoiceField(TrainingRun.Status.choices, required=False)
    job = id_filter(help_text="Of this job.")  # not for readers


NEW, RUN = NewTrainingSerializer(), TrainingRunSerializer()
LIST = Listing(
    TrainingRunSerializer,
    TrainingRunQuery,
    lookups={"task": "task__slug", "status": "status", "job": "job"},
    moments=("started_at", "ended_at"),
)


class TrainingRunList(Resource):
    def get_permissions(self) -> list[Any]:
        act = Act.TRAIN if self.request.method == "POST" else Act.READ_MODELS
        return [permission() for permission in needs(act)]

    @extend_schema(
        parameters=[LIST.query],
        operation_id="training_runs_list",
        responses=LIST.answer,
        summary="Trainings that began, newest first",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, _runs().filter(task__in=questions_for(request.user)), _show)

    @extend_schema(
        request=NewTrainingSerializer,
        responses={202: AskedJobSerializer},
        operation_id="training_runs_create",
        summary="Train in the background; for admins",
        description="The same again while it waits or runs is the same job. Trainings of a task wait for each other.",
    )
    def post(self, request: Request) -> Response:
        return asked(request, work.ask(_order(NEW.run_validation(request.data)), by=request.user))


class TrainingRunDetail(Resource):
    permission_classes = needs(Act.READ_MODELS)

    @extend_schema(responses=TrainingRunSerializer, summary="One training")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(get_object_or_404(_runs(), pk=pk)))


def _order(content: dict[str, Any]) -> Order:
    task = Task.objects.select_related("schema_version").filter(slug=content["task"]).first()
    if task is None:
        raise invalid({"task": _("There is no task '%(task)s'.") % {"task": content["task"]}})
    candidates = content.get("candidates", [])
    return Order(
        task=task.slug,
        datasets=[dataset.pk for dataset in _datasets(task, content.get("datasets", []))],
        candidates=() if set(candidates) == set(SLUGS) else candidates,
        seed=content["seed"],
        outcomes=content.get("outcomes", False),
        policies=content.get("policies", False),
    )


def _datasets(task: Task, names: list[str]) -> tuple[Dataset, ...]:
    try:
        return choosing.choose(task, names).taken
    except choosing.NotFound as error:
        known = ", ".join(dataset.name for dataset in choices(task).offered) or pgettext("datasets", "none")
        named = _("There is no dataset '%(name)s' that this task can learn from; there are: %(known)s.")
        unnamed = _("There is no dataset that this task can learn from; there are: %(known)s.")
        told = (named if error.name else unnamed) % {"name": error.name, "known": known}
        raise invalid({"datasets": told}) from error


def _runs() -> QuerySet[TrainingRun]:
    rows = TrainingRun.objects.select_related("task", "dataset", "model_version__task", "model_version__schema_version")
    return rows.defer("details").prefetch_related("results", "dataset__parts__part")


def _show(run: TrainingRun) -> dict[str, Any]:
    version = getattr(run, "model_version", None)
    about = {name: getattr(run, name) for name in ("task", "status", "who", "job", "started_at", "ended_at")}
    return RUN.to_representation(
        about
        | {
            "id": run.pk,
            "error": said_of(run.refusal or run.error),
            "dataset": run.dataset,
            "version": version,
            "is_live": bool(version and version.is_live),
            "candidates": run.results.all(),
        }
    )
