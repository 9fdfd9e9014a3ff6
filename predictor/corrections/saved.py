"""Requests to correct an entry, as lists to be saved."""

from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.access_log.record import seen
from predictor.corrections import reads
from predictor.corrections.reads import Shown
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

COLUMNS: Columns[Shown] = {
    "student": lambda one: one.row.student.name,
    "class": lambda one: one.row.student.classroom.name,
    "entry": lambda one: one.row.field,
    "was": lambda one: one.row.was,
    "should_be": lambda one: one.row.right,
    "asked_by": lambda one: one.row.asked_by,
    "said": lambda one: one.row.said,
    "due": lambda one: one.row.due,
    "overdue": lambda one: "yes" if one.is_overdue else None,
    "state": lambda one: one.row.state,
    "noted_by": lambda one: one.row.made_by.get_username(),
    "noted_at": lambda one: timezone.localtime(one.row.made_at),
    "decided_at": lambda one: timezone.localtime(one.row.decided_at) if one.row.decided_at else None,
    "why": lambda one: one.row.why,
}


@needs(Act.CHANGE)
def waiting(request: Request) -> SavedTable:
    rows = reads.waiting_for(request.user, reads.classroom_for(request.user, request.GET.get("classroom")))
    seen(request, [one.row.student_id for one in rows])
    return listed("corrections", "Corrections", COLUMNS, rows)


def of_student(request: Request, pk: int) -> SavedTable:
    student = reads.student_for(request.user, pk, Act.SEE)
    return listed(
        named_after("corrections", student.name), "Corrections", COLUMNS, reads.of_student(student, request.user)
    )
