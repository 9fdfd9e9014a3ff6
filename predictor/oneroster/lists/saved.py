"""Files about a school, and what one of them did to each class, as lists to be saved."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.imports.lists.saved import counted
from predictor.models import Import, Roster
from predictor.oneroster.pages import parts_of
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable

FILES: Columns[Roster] = {
    "file": lambda row: row.file_name,
    "state": lambda row: row.get_state_display(),
    "uploaded_at": lambda row: timezone.localtime(row.made_at),
    "uploaded_by": lambda row: row.made_by.get_username(),
    "classes": lambda row: row.counts.get("classes"),
    "new": lambda row: row.counts.get("new"),
}
CLASSES: Columns[Import] = {
    "class": lambda part: part.classroom.name,
    "state": lambda part: part.get_state_display(),
    **{name: counted(name) for name in ("new", "changed", "moved", "left")},
}


@needs(Act.IMPORT_ROSTERS, Http404)
def files(request: Request) -> SavedTable:
    return listed("school-files", "School files", FILES, Roster.objects.latest_first().select_related("made_by"))


@needs(Act.IMPORT_ROSTERS, Http404)
def classes(request: Request, pk: int) -> SavedTable:
    row = get_object_or_404(Roster, pk=pk)
    return listed(f"school-file-{row.pk}", "Class by class", CLASSES, parts_of(row))
