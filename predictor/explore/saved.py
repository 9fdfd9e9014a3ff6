"""Datasets, and the tables of one of them, as lists to be saved: whatever its page shows, and no more."""

from collections.abc import Iterator

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mlcore.datasets import words
from mlcore.datasets.storing import RowsDeleted
from mlcore.models import Dataset
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.explore.choice import BadChoice
from predictor.explore.figure import Figure
from predictor.explore.page import ExplorePage, explore_page
from predictor.saving.listed import Columns, listed
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable, named_after

DATASETS: Columns[Dataset] = {
    "dataset": lambda dataset: dataset.name,
    "schema": lambda dataset: dataset.schema_version.schema.label,
    "made_of": words.made_of,
    "students": lambda dataset: dataset.rows,
    "made_up": lambda dataset: "yes" if dataset.is_demo else None,
    "loaded_at": lambda dataset: timezone.localtime(dataset.created_at),
}


@needs(Act.EXPLORE, Http404)
def datasets(request: Request) -> SavedTable:
    rows = Dataset.objects.offered().select_related("schema_version").prefetch_related("parts__part")
    return listed("datasets", "Datasets", DATASETS, rows)


@needs(Act.EXPLORE, Http404)
def closeness(request: Request, pk: int) -> SavedTable:
    """What goes with the score that is looked at."""
    dataset, page = _looked_at(request, pk)
    rows = [(line.field.label, line.text, line.size, line.hidden) for line in page.lines]
    headings = ("Field", "Share", "In figures", "Not shown")
    return shown(_called("closeness", dataset), "What goes with it", headings, rows, words=headings[2:])


@needs(Act.EXPLORE, Http404)
def picture(request: Request, pk: int) -> SavedTable:
    """The field that is looked at."""
    dataset, page = _looked_at(request, pk)
    return _table(page.picture, _called("picture", dataset), "Picture")


@needs(Act.EXPLORE, Http404)
def pairs(request: Request, pk: int) -> SavedTable:
    dataset, page = _looked_at(request, pk)
    return _table(page.matrix, _called("pairs", dataset), "Pairs")


@needs(Act.EXPLORE, Http404)
def fields(request: Request, pk: int) -> SavedTable:
    """Each field on its own, one below the other."""
    dataset, page = _looked_at(request, pk)
    headings = ("Field", "Value or group", "Value or students", "Share")
    return shown(_called("fields", dataset), "Fields", headings, list(_of_fields(page)), words=headings[1:2])


def _of_fields(page: ExplorePage) -> Iterator[tuple[str, ...]]:
    for figure in page.single:
        yield from ((figure.heading, name, value, "") for name, value in figure.facts if not figure.table)
        yield from ((figure.heading, *row) for row in (figure.table.rows if figure.table else ()))


def _table(figure: Figure | None, name: str, title: str) -> SavedTable:
    """Raises Http404 where there is nothing to be drawn."""
    if figure is None or figure.table is None:
        raise Http404("There is no table behind this picture.")
    table = figure.table
    return shown(name, title, table.headings, table.rows, words=table.words)


def _looked_at(request: Request, pk: int) -> tuple[Dataset, ExplorePage]:
    """Raises Http404 for a group of few too: its page shows nothing."""
    rows = Dataset.objects.filter(deleted_at=None).select_related("schema_version")
    dataset = get_object_or_404(rows.prefetch_related("parts__part__schema_version"), pk=pk)
    try:
        page = explore_page(dataset, request.GET)
    except (BadChoice, RowsDeleted) as error:
        raise Http404(str(error)) from error
    if page.hidden:
        raise Http404(page.hidden)
    return dataset, page


def _called(kind: str, dataset: Dataset) -> str:
    return named_after(kind, dataset.name)
