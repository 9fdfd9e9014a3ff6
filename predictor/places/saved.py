"""The lists of a class's term, to be saved."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from predictor.access.requests import Request
from predictor.models import Classroom, GroupMember
from predictor.places.reads import Listed, lists_of
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

Place = tuple[Listed, GroupMember]
COLUMNS: Columns[Place] = {
    "question": lambda one: one[0].draw.task.label,
    "mark": lambda one: one[0].draw.mark,
    "places": lambda one: one[0].draw.places,
    "draw": lambda one: one[0].draw.number,
    "student": lambda one: one[1].student.name,
    "reference": lambda one: one[1].student.reference,
    "how": lambda one: one[1].how,
    "share_below": lambda one: one[1].below,
    "seed": lambda one: one[0].draw.seed,
    "drawn_by": lambda one: one[0].draw.made_by.get_username(),
    "drawn_at": lambda one: timezone.localtime(one[0].draw.made_at),
    "until": lambda one: one[0].draw.until,
}


def lists(request: Request, pk: int) -> SavedTable:
    """A row per student with a place, the newest list first."""
    classroom = get_object_or_404(Classroom.objects.visible_to(request.user), pk=pk)
    rows = [(found, member) for found in lists_of(classroom, request.user) for member in found.members]
    return listed(named_after("places", classroom.name), "Places", COLUMNS, rows)
