"""The time line of a student as a list to be saved."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Student
from predictor.saving.table import Cell, SavedTable, named_after
from predictor.targets.reads import student_for
from predictor.timeline.events import Event, Kind, pieces
from predictor.timeline.words import said

HEADER = ("at", "until", "kind", "about", "what", "value", "low_80", "high_80", "low_90", "high_90", "by")
WIDTHS: Mapping[str, int] = {"at": 18, "about": 24, "what": 60}


def timeline(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    rows = ([cells(event, student) for event in piece] for piece in pieces(student, request.user))
    name = named_after("time-line", student.name)
    return SavedTable(name=name, title="Time line", header=HEADER, pieces=rows, widths=WIDTHS)


def cells(event: Event, student: Student) -> list[Cell]:
    told = said(event, student)
    local = timezone.localtime(event.moment)
    at: Cell = local.date() if event.is_of_a_day else local
    until = event.row.until_day if event.kind is Kind.SUPPORTED else None
    return [at, until, event.kind.value, told.about, told.what, *_figures(event.row, event.kind), told.by]


def _figures(row: Any, kind: Kind) -> list[Cell]:
    if kind is Kind.PREDICTED:
        return [row.value, row.low80, row.high80, row.low90, row.high90]
    return [row.value if kind is Kind.REACHED else None, None, None, None, None]
