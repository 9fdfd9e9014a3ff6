"""Files of a class, and what one of them changed, as lists to be saved."""

from collections.abc import Callable, Iterator

from django.shortcuts import get_object_or_404
from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.imports import pages
from predictor.models import Classroom, Import
from predictor.saving.listed import Columns, listed, of_rows
from predictor.saving.table import Cell, SavedTable, named_after


def counted(what: str) -> Callable[[Import], Cell]:
    return lambda row: row.counts.get(what)


FILES: Columns[Import] = {
    "file": lambda row: row.file_name,
    "state": lambda row: row.get_state_display(),
    "holds": lambda row: row.is_about,
    "uploaded_at": lambda row: timezone.localtime(row.made_at),
    "uploaded_by": lambda row: row.made_by.get_username(),
    "stored_at": lambda row: timezone.localtime(row.stored_at) if row.stored_at else None,
    "undone_at": lambda row: timezone.localtime(row.undone_at) if row.undone_at else None,
    **{name: counted(name) for name in ("new", "changed", "rejected")},
}
NOTHING_KNOWN = ("", "", "")
CHANGES = ("student", "reference", "what", "before", "after")


def files(request: Request, pk: int) -> SavedTable:
    """Also those that the page is too short for."""
    classroom = get_object_or_404(Classroom.objects.open_to(request.user, Act.CHANGE), pk=pk)
    rows = classroom.imports.latest_first().select_related("made_by")
    return listed(named_after("files", classroom.name), "Files", FILES, rows)


def changes(request: Request, pk: int) -> SavedTable:
    """A row per value that became another, of every student; one of whom nothing but the name came has one too."""
    rows = Import.objects.open_to(request.user, Act.CHANGE).select_related("classroom__schema_version")
    row = get_object_or_404(rows, pk=pk)
    return of_rows(f"file-{row.pk}-changes", "Changes", CHANGES, list(_changes(row)))


def _changes(row: Import) -> Iterator[tuple[Cell, ...]]:
    for line in pages.all_changes(row):
        cells = [(str(cell.label), str(cell.old), str(cell.new)) for cell in line.cells]
        yield from ((line.name, line.reference, *cell) for cell in cells or [NOTHING_KNOWN])
