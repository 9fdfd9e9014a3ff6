"""Described files as somebody may have them: one of them, and its description to take along."""

import json

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mlcore.pipeline.exceptions import PipelineError
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.describing.along import TakenAlong, taken_along
from predictor.models import DescribedFile


def brought_by(user: User) -> QuerySet[DescribedFile]:
    """Whatever they may go on with; of each what a list says."""
    files = DescribedFile.objects.without_content().open_to(user, Act.TRAIN).select_related("dataset", "made_by")
    return files.defer("proposal", "content")


def file_of(request: Request, pk: int) -> DescribedFile:
    """Raises Http404."""
    files = DescribedFile.objects.open_to(request.user, Act.TRAIN)
    return get_object_or_404(files.select_related("dataset__schema_version", "task__schema_version", "grows"), pk=pk)


@require_safe
@needs(Act.TRAIN)
def toml(request: Request, pk: int) -> HttpResponse:
    along = _along(file_of(request, pk))
    return _download(along.toml, f"{along.name}.toml", "application/toml")


@require_safe
@needs(Act.TRAIN)
def table_schema(request: Request, pk: int) -> HttpResponse:
    along = _along(file_of(request, pk))
    text = json.dumps(along.table_schema, ensure_ascii=False, indent=2) + "\n"
    return _download(text, f"{along.name}-table-schema.json", "application/json")


def _along(file: DescribedFile) -> TakenAlong:
    """Raises Http404 where the proposal is not one yet."""
    try:
        return taken_along(file)
    except PipelineError as error:
        raise Http404(str(error)) from error


def _download(text: str, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
