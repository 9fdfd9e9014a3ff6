"""Reports over the API: ask for one, and the file."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Dataset, Task
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict, Text
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.jobs.api import AskedJobSerializer, asked
from predictor.models import Report
from predictor.sheets import work
from predictor.sheets.reads import why_not


class NewReportSerializer(Strict):
    dataset = Text(max_length=100, help_text="Name.")
    task = Text(max_length=50, required=False, help_text="Slug; without it every question of the schema.")


class ReportSerializer(serializers.Serializer):
    id = Id(help_text="Of its job.")
    file_name = serializers.CharField()
    html = serializers.CharField(help_text="The whole file, which needs no network.")


NEW, REPORT = NewReportSerializer(), ReportSerializer()


class ReportList(Resource):
    permission_classes = needs(Act.EXPLORE)

    @extend_schema(
        request=NewReportSerializer,
        responses={202: AskedJobSerializer},
        summary="Have the report of a dataset written in the background",
        description="The same again while it waits or runs is the same job.",
    )
    def post(self, request: Request) -> Response:
        content = NEW.run_validation(request.data)
        dataset = _dataset(content["dataset"])
        return asked(request, work.ask(dataset, _task(content, dataset), by=request.user))


class ReportDetail(Resource):
    permission_classes = needs(Act.EXPLORE)

    @extend_schema(responses=ReportSerializer, extensions=MAY_CONFLICT, summary="A report that is written")
    def get(self, request: Request, pk: int) -> Response:
        found = get_object_or_404(Report.objects.open_to(request.user), pk=pk)
        if refusal := why_not(found, request.user):
            raise Refused(409, "rules_changed", refusal)
        return Response(REPORT.to_representation({"id": found.pk, "file_name": found.file_name, "html": found.html}))


def _dataset(name: str) -> Dataset:
    dataset = Dataset.objects.present().select_related("schema_version").filter(name=name).first()
    if dataset is None:
        known = ", ".join(Dataset.objects.offered().values_list("name", flat=True)) or pgettext("datasets", "none")
        told = _("There is no dataset '%(name)s'; there are: %(known)s.")
        raise invalid({"dataset": told % {"name": name, "known": known}})
    return dataset


def _task(content: dict[str, Any], dataset: Dataset) -> Task | None:
    if "task" not in content:
        return None
    tasks = Task.objects.filter(schema_version__name=dataset.schema_version.name)
    task = tasks.filter(slug=content["task"]).first()
    if task is None:
        known = ", ".join(tasks.values_list("slug", flat=True)) or pgettext("tasks", "none")
        told = _("No task '%(task)s' asks about these rows; there are: %(known)s.")
        raise invalid({"task": told % {"task": content["task"], "known": known}})
    return task
