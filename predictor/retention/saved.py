"""What is kept for how long, as a list to be saved."""

from django.utils import timezone

from predictor.access.clearing import Ended
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.retention.others import others
from predictor.retention.work import Planned, planned
from predictor.saving.listed import Columns, listed, of_rows
from predictor.saving.table import Cell, SavedTable
from studentperf.basics.big_tables.counted import Counted

COLUMNS: Columns[Planned] = {
    "kind": lambda one: one.kind.name,
    "setting": lambda one: one.kind.setting,
    "days": lambda one: one.days,
    "due": lambda one: one.due,
    "due_is_more": lambda one: _more(one.counted),
    "oldest": lambda one: timezone.localtime(one.oldest) if one.oldest else None,
    "not_before": lambda one: timezone.localtime(one.begins_at),
}


@needs(Act.SEE_RETENTION)
def kept(request: Request) -> SavedTable:
    return listed("kept", "Kept for how long", COLUMNS, planned())


@needs(Act.SEE_RETENTION)
def other(request: Request) -> SavedTable:
    rows = [_other(one, one.due()) for one in others()]
    return of_rows("kept-besides", "Kept besides", ("what", "days", "setting", "due", "due_is_more"), rows)


def _other(one: Ended, due: Counted) -> list[Cell]:
    return [str(one.about), one.days, one.setting, due.number, _more(due)]


def _more(due: Counted) -> str:
    return "yes" if due.is_more else ""
