"""The log of a student's objection, as a list to be saved."""

from django.utils import timezone

from predictor.access.requests import Request
from predictor.models import Objection
from predictor.objections.reads import log_of, student_for
from predictor.roles import Act
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

COLUMNS: Columns[Objection] = {
    "at": lambda row: timezone.localtime(row.made_at),
    "objection": lambda row: "noted" if row.objects_now else "taken back",
    "by": lambda row: row.made_by.get_username(),
    "why": lambda row: row.why,
}


def log(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    return listed(named_after("objection", student.name), "Objection", COLUMNS, log_of(student))
