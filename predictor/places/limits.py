"""How many places there may be, how long a term is, and where the mark lies if nobody says."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.models import Task
from predictor.grades.in_force import grading_of
from predictor.models import Classroom

MOST_PLACES = 500
# A term, where nobody says when it ends.
TERM = dt.timedelta(days=120)
# A list that ends at once would be drawn again unseen.
SHORTEST_TERM, LONGEST_TERM = dt.timedelta(days=7), dt.timedelta(days=366)


def wrong_end(until: dt.date) -> str:
    """Why a list may not end on that day; empty where it may."""
    if SHORTEST_TERM <= until - timezone.localdate() <= LONGEST_TERM:
        return ""
    return _("The last day is at least a week ahead, and within a year.")


def pass_mark(task: Task, classroom: Classroom) -> float | None:
    """What is in force for the class today; None without one."""
    grading = grading_of(task, classroom)
    return grading.pass_at if grading else None
