"""Who can see a student, as a list to be saved."""

from django.shortcuts import get_object_or_404

from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.access.seen.reasons import Reason, Seer, who_sees
from predictor.models import Student
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

COLUMNS: Columns[tuple[Seer, Reason]] = {
    "user_name": lambda one: one[0].user.get_username(),
    "name": lambda one: one[0].user.get_full_name(),
    "role": lambda one: str(one[1].role.name),
    "class": lambda one: one[1].classroom.name if one[1].classroom else "",
    "department": lambda one: one[1].department.name if one[1].department else "",
    "tasks": lambda one: " ".join(task.slug for task in one[1].tasks) if one[1].department else "all",
}


def seers(request: Request, pk: int) -> SavedTable:
    """A row per reason."""
    student = get_object_or_404(Student.objects.open_to(request.user, Act.SHARE), pk=pk)
    rows = [(one, reason) for one in who_sees(student) for reason in one.reasons]
    return listed(named_after("who-sees", student.name), "Who sees", COLUMNS, rows)
