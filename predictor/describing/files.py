"""Described files as somebody may have them: one of them, and its description to take along."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.table_schema import table_schema as as_table_schema
from mlcore.pipeline.schema.toml.writing import written
from mlcore.words.describing import reasons
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.describing import work
from predictor.models import DescribedFile

HEAD = "Made from {name}: read it through and change what is wrong. Comments give the reasons."  # not for readers


@dataclass(frozen=True, kw_only=True)
class TakenAlong:
    name: str
    version: int
    toml: str
    table_schema: dict[str, Any]


def taken_along(file: DescribedFile) -> TakenAlong:
    """As it was stored, or as it stands now. Raises PipelineError where the proposal is no schema yet."""
    schema, notes = _schema_of(file)
    with_commas = frozenset[str]() if file.grows else work.proposal_of(file).with_commas
    return TakenAlong(
        name=schema.name,
        version=schema.version,
        toml=written(schema.to_dict(), notes, [HEAD.format(name=file.name)]),
        table_schema=as_table_schema(schema, with_commas),
    )


def _schema_of(file: DescribedFile) -> tuple[Schema, dict[str, list[str]]]:
    stored = file.dataset.schema_version.schema if file.dataset else None
    if file.grows:
        return stored or work.growth_of(file).schema, {}
    proposal = work.proposal_of(file)
    return stored or proposal.schema, reasons.notes(proposal)


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
    answer["Content-Disposition"] = f'attachment; filename="{name}"'  # not for readers
    return answer
