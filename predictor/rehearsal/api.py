"""Rehearsals over the API: ask for one, and what each of them found."""

from dataclasses import asdict
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Dataset, Rehearsal, Task
from mlcore.pipeline.rows.privacy import is_small
from mlcore.versions.checking import rehearsing
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.fields import Id, Strict, Text
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.names import VersionNameSerializer
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.jobs.api import AskedJobSerializer, asked
from predictor.rehearsal import work
from predictor.rehearsal.api_parts import RehearsedAtPointSerializer
from predictor.rehearsal.reads import rehearsals


class NewRehearsalSerializer(Strict):
    dataset = Text(max_length=100, help_text="Name.")
    task = Text(max_length=50, help_text="Slug.")
    year = Text(
        max_length=100, required=False, help_text="Without it the newest with 30 results and as many before it."
    )


class RehearsalSerializer(serializers.Serializer):
    id = Id()
    dataset = serializers.CharField(help_text="Name.")
    task = serializers.CharField(help_text="Slug.")
    version = VersionNameSerializer(allow_null=True, help_text="Whose way of learning it took; null where none served.")
    who = serializers.CharField(help_text="For whom.")
    job = serializers.IntegerField(allow_null=True, help_text="Id of the job; null at the command line.")
    at = serializers.DateTimeField()
    candidate = serializers.CharField()
    seed = serializers.IntegerField()
    replayed = serializers.ChoiceField(
        ["year", "parts", "unknown"],
        help_text="parts: rows predicted by models of the others; unknown: another release stored it in another shape.",
    )
    no_years = serializers.CharField(help_text="Why no year was replayed; blank where one was.")
    year = serializers.CharField()
    earlier = serializers.ListField(child=serializers.CharField(), help_text="Years that were learned from.")
    rows = serializers.IntegerField(help_text="Students that were predicted.")
    learned = serializers.IntegerField(help_text="Students that were learned from.")
    left_out = serializers.IntegerField(help_text="Of a later year, or of none that is named.")
    supported = serializers.IntegerField(
        allow_null=True, help_text="Left out: results of students who had support. null: some, but fewer than 10."
    )
    points = RehearsedAtPointSerializer(many=True)


class RehearsalQuery(Query):
    dataset = serializers.CharField(max_length=100, required=False, help_text="Name.")
    task = serializers.SlugField(required=False)


NEW, REHEARSAL = NewRehearsalSerializer(), RehearsalSerializer()
LIST = Listing(
    RehearsalSerializer,
    RehearsalQuery,
    lookups={"dataset": "dataset__name", "task": "task__slug"},
    moments=("at",),
)
UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(("candidate", "no_years", "year"), ""),
    **dict.fromkeys(("seed", "rows", "learned", "left_out", "supported"), 0),
    "replayed": "unknown",
    "earlier": [],
    "points": [],
}


class RehearsalList(Resource):
    def get_permissions(self) -> list[Any]:
        act = Act.TRAIN if self.request.method == "POST" else Act.EXPLORE
        return [permission() for permission in needs(act)]

    @extend_schema(
        parameters=[LIST.query],
        operation_id="rehearsals_list",
        responses=LIST.answer,
        summary="Past years that were replayed, newest first",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, rehearsals(), _show)

    @extend_schema(
        request=NewRehearsalSerializer,
        responses={202: AskedJobSerializer},
        operation_id="rehearsals_create",
        summary="Replay a past year in the background; for admins",
        description="The same again while it waits or runs is the same job.",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        dataset = _dataset(content["dataset"])
        task = _task(content["task"], dataset)
        return asked(request, work.ask(dataset, task, content.get("year", ""), by=request.user))


class RehearsalDetail(Resource):
    permission_classes = needs(Act.EXPLORE)

    @extend_schema(responses=RehearsalSerializer, summary="What one rehearsal found")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(get_object_or_404(rehearsals(), pk=pk)))


def _dataset(name: str) -> Dataset:
    dataset = Dataset.objects.present().select_related("schema_version").filter(name=name).first()
    if dataset is None:
        known = ", ".join(Dataset.objects.offered().values_list("name", flat=True)) or _("none")
        message = _("There is no dataset '%(name)s'; there are: %(known)s.") % {"name": name, "known": known}
        raise invalid({"dataset": message})
    return dataset


def _task(slug: str, dataset: Dataset) -> Task:
    tasks = {task.slug: task for task in rehearsing.tasks_of(dataset)}
    if slug not in tasks:
        values = {"task": slug, "known": ", ".join(tasks) or _("none")}
        message = _("No task '%(task)s' can learn from these rows; there are: %(known)s.") % values
        raise invalid({"task": message})
    return tasks[slug]


def _show(row: Rehearsal) -> dict[str, Any]:
    found = rehearsing.found_in(row)
    facts = asdict(found) | {"supported": _unless_few(found.supported)} if found else UNKNOWN
    about = {"id": row.pk, "dataset": row.dataset.name, "task": row.task.slug}
    about |= {name: getattr(row, name) for name in ("version", "who", "job", "at")}
    return REHEARSAL.to_representation(facts | about)


def _unless_few(students: int) -> int | None:
    return None if is_small(students) else students
