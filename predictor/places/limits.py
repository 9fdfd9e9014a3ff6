"""How many places there may be, how long a term is, and where the mark lies if nobody says."""

import datetime as dt

from mlcore.models import Task
from predictor.grades.in_force import grading_of
from predictor.models import Classroom

MOST_PLACES = 500
# A term, where nobody says when it ends.
TERM = dt.timedelta(days=120)
LONGEST_TERM = dt.timedelta(days=366)


def pass_mark(task: Task, classroom: Classroom) -> float | None:
    """What is in force for the class today; None without one."""
    grading = grading_of(task, classroom)
    return grading.pass_at if grading else None
