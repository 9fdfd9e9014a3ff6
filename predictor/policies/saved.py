"""What leaving fields out costs, as a list to be saved: a row per policy and group, as the page shows it."""

from collections.abc import Iterator

from django.http import Http404
from django.shortcuts import get_object_or_404

from mlcore.models import ModelVersion
from mlcore.words.policies.ledger import Line, Table
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.policies import reads
from predictor.runs.asked import task_of
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable, named_after

WORDS = ("Field", "Group")


@needs(Act.READ_MODELS)
def costs(request: Request, slug: str) -> SavedTable:
    """What the page of the question shows."""
    return _saved(named_after("policies", slug), reads.newest_of(task_of(slug)))


@needs(Act.READ_MODELS)
def of_version(request: Request, pk: int) -> SavedTable:
    """What its card shows."""
    row = get_object_or_404(ModelVersion.objects.select_related("task", "schema_version", "run"), pk=pk)
    return _saved(named_after("policies", f"{row.task.slug} {row.number}"), reads.measured(row))


def _saved(name: str, found: reads.Measured | None) -> SavedTable:
    if found is None:
        raise Http404("Nothing was measured for this question yet.")
    pairs = [(heading, f"{heading}, interval") for heading in found.table.headings]
    headings = ("Policy", *WORDS, *(one for pair in pairs for one in pair))
    return shown(name, "Policies", headings, list(_rows(found.table)), words=WORDS)


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for policy in table.policies:
        yield (policy.line.label, "", "", *_figures(policy.line))
        for groups in policy.groups:
            for line in groups.lines:
                yield (policy.line.label, groups.field, line.label, *_figures(line))


def _figures(line: Line) -> Iterator[str]:
    for cell in line.cells:
        yield cell.shown
        yield cell.beside
