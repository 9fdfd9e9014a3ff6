"""Who was forgotten, as a list to be saved: numbers, no names."""

from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.models import Forgetting
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable

COLUMNS: Columns[Forgetting] = {
    "number": lambda row: row.student,
    "at": lambda row: timezone.localtime(row.at),
    "by": lambda row: row.who,
    "why": lambda row: row.why,
    "rows learned from": lambda row: row.gone.get("rows", 0),
    "ended": lambda row: row.ended_at and timezone.localtime(row.ended_at),
}


@needs(Act.FORGET)
def forgotten(request: Request) -> SavedTable:
    return listed("forgotten", "Forgotten", COLUMNS, Forgetting.objects.all())
