"""Who saw or changed what about a student, as a list to be saved."""

from collections.abc import Mapping

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from predictor.access.requests import Request
from predictor.access_log.shown.forms import LinesForm
from predictor.access_log.shown.reads import lines_about, pieces, student_for
from predictor.access_log.shown.words import what
from predictor.models import AccessLine
from predictor.saving.table import Cell, SavedTable, named_after

HEADER = ("at", "who", "act", "what", "door", "kind", "number", "line", "place")
WIDTHS: Mapping[str, int] = {"at": 18, "who": 20, "what": 40}


def lines(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk)
    form = LinesForm(request.GET)
    if not form.is_valid():
        raise Http404(_("There is no such page of the access log."))
    found = pieces(lines_about(student, form.cleaned_data["act"]))
    rows = ([_cells(line) for line in piece] for piece in found)
    name = named_after("access-log", student.name)
    return SavedTable(name=name, title="Access log", header=HEADER, pieces=rows, widths=WIDTHS)


def _cells(line: AccessLine) -> list[Cell]:
    said = (line.account_name, line.act, what(line.what, line.act), line.door, line.kind)
    return [timezone.localtime(line.at), *said, line.thing, line.pk, line.place]
