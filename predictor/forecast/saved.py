"""What is expected of a class, grade by grade, as a list to be saved."""

from django.shortcuts import get_object_or_404

from predictor.access.requests import Request
from predictor.forecast.page import forecast_of
from predictor.models import Classroom
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable, named_after

HEADINGS = ("Question", "Grade", "From", "Students", "8 times in 10")


def forecast(request: Request, pk: int) -> SavedTable:
    """No rows where nothing can be said, or grades are not spoken of."""
    classroom = get_object_or_404(Classroom.objects.visible_to(request.user), pk=pk)
    found = forecast_of(classroom, request.user)
    rows = [
        (said.expected.task.label, line.label, line.start, line.expected, line.interval)
        for said in (found.questions if found else ())
        for line in said.grades
    ]
    return shown(named_after("expected", classroom.name), "Expected", HEADINGS, rows, words=HEADINGS[1:2])
