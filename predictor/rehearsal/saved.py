"""The tables of a rehearsal as lists to be saved: of the question that its page shows."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from mlcore.models import Dataset
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.explore.figure import Table
from predictor.rehearsal import reads
from predictor.rehearsal.reads import Shown
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable, named_after


@needs(Act.EXPLORE, Http404)
def points(request: Request, pk: int) -> SavedTable:
    found = _found(request, pk)
    return _saved("points", found, found.by_point)


@needs(Act.EXPLORE, Http404)
def beside(request: Request, pk: int) -> SavedTable:
    found = _found(request, pk)
    return _saved("beside", found, found.compared)


@needs(Act.EXPLORE, Http404)
def chances(request: Request, pk: int) -> SavedTable:
    """Bin by bin."""
    found = _found(request, pk)
    return _saved("chances", found, found.bins)


def _found(request: Request, pk: int) -> Shown:
    dataset = get_object_or_404(Dataset, pk=pk)
    found = reads.newest(dataset, request.GET.get("task", ""))
    if found is None:
        raise Http404("Nothing was rehearsed on these rows yet.")
    return found


def _saved(kind: str, found: Shown, table: Table) -> SavedTable:
    name = named_after(f"rehearsal-{kind}", f"{found.row.dataset.name} {found.row.task.slug}")
    return shown(name, kind.capitalize(), table.headings, table.rows, words=table.words)
