"""By which class somebody knows students: nobody reads the name of a class that they cannot see."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import F

from predictor.models import Classroom, Membership, Student
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def classes_known_to(user: "User", students: Collection[Student]) -> dict[int, Classroom]:
    """By student what `Student.class_known_to` says, for students whom the user sees, read with their classes: in one
    query, and without one for whoever sees every class."""
    besides = {} if reach(user, Act.SEE) is Reach.EVERYTHING else _besides(user, {student.pk for student in students})
    return {student.pk: besides.get(student.pk, student.classroom) for student in students}


def _besides(user: "User", students: Collection[int]) -> dict[int, Classroom]:
    """For students whose own class the user does not see."""
    if not students:
        return {}
    seen = Classroom.objects.open_to(user, Act.SEE).order_by().values("pk")
    rows = Membership.objects.active().filter(student__in=students, classroom__in=seen)
    found = rows.exclude(student__classroom__in=seen).select_related("classroom")
    # The first is what counts, so it comes last.
    last_first = found.order_by(F("classroom__archived_at").asc(nulls_last=True), "-classroom__name", "-classroom")
    return {row.student_id: row.classroom for row in last_first}
