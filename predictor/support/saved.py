"""The support of a student, and everything that was said about it, as lists to be saved."""

from collections.abc import Callable

from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.models import Support
from predictor.saving.listed import Columns, listed
from predictor.saving.table import Cell, SavedTable, named_after
from predictor.support.reads import Done, history_of, noted, student_for

SAID: Columns[Support] = {
    "what": lambda row: row.what,
    "by_whom": lambda row: row.by_whom,
    "from": lambda row: row.from_day,
    "until": lambda row: row.until_day,
    "how_often": lambda row: row.how_often,
    "why": lambda row: row.why,
    "noted_by": lambda row: row.made_by.get_username(),
    "noted_at": lambda row: timezone.localtime(row.made_at),
}


def _of_row(cell: Callable[[Support], Cell]) -> Callable[[Done], Cell]:
    return lambda done: cell(done.row)


DONE: Columns[Done] = {
    "done": lambda done: done.act,
    **{name: _of_row(cell) for name, cell in SAID.items()},
    "why_replaced": lambda done: done.row.why_replaced,
}


def support(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    return listed(named_after("support", student.name), "Support", SAID, (one.row for one in noted(student, most=None)))


def history(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    return listed(named_after("support-history", student.name), "Support", DONE, history_of(student, most=None))
