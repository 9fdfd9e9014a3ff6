"""Students with their newest prediction each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from predictor.access.seen.classes import classes_known_to
from predictor.models import Classroom, Membership, Prediction, Student
from predictor.outcomes.matched import results_of
from predictor.predicting.known.entries import Entries
from predictor.predicting.known.outdated import live_versions, outdated
from predictor.predicting.readings import Reading, readings
from predictor.predicting.words import older
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Line:
    """`classroom` is the one by which whoever looks knows the student. `older` says in what the prediction is older
    than its data; empty where it is not, or nobody looked. `is_closed` where whoever looks knows the student from
    archived classes only, on lists that show such students.
    """

    student: Student
    reading: Reading | None
    classroom: Classroom
    older: str = ""
    is_closed: bool = False


def with_newest_prediction(students: QuerySet[Student], user: "User") -> list[Line]:
    """Of those that the user sees; three queries, however many students and predictions there are, and one more where
    the user knows some of them from a class besides their own."""
    newest = Prediction.objects.told_to(user).filter(student=OuterRef("pk")).latest_first().values("pk")[:1]
    own = Exists(Classroom.objects.open_to(user, Act.SEE).filter(pk=OuterRef("classroom")))
    rows = list(students.select_related("classroom").annotate(newest_id=Subquery(newest), is_own_seen=own))
    read = _readings_by_id(row.newest_id for row in rows if row.newest_id)
    besides = classes_known_to(user, [row for row in rows if not row.is_own_seen])
    return [Line(row, read.get(row.newest_id), besides.get(row.pk, row.classroom)) for row in rows]


def marked(lines: Sequence[Line]) -> list[Line]:
    """With what is older than its data, in two queries."""
    told = [(line, line.reading.prediction) for line in lines if line.reading]
    entries = Entries(line.student.pk for line, _ in told)
    live = live_versions(prediction.task_id for _, prediction in told)
    found = {
        prediction.pk: older(outdated(prediction, line.student, entries, live), prediction.task.schema_version.shown)
        for line, prediction in told
    }
    return [replace(line, older=found[line.reading.prediction.pk]) if line.reading else line for line in lines]


def with_closed(lines: Sequence[Line], user: "User") -> list[Line]:
    """With those of whom nothing is predicted any more, in one query."""
    shown = Student.objects.filter(pk__in=[line.student.pk for line in lines])
    current = set(shown.current_for(user, Act.PREDICT).order_by().values_list("pk", flat=True))
    return [replace(line, is_closed=line.student.pk not in current) for line in lines]


def _readings_by_id(ids: Iterable[int]) -> dict[int, Reading]:
    found = Prediction.objects.filter(pk__in=list(ids)).with_names().select_related("submission")
    rows = list(found)
    return {reading.prediction.pk: reading for reading in readings(rows, results_of(rows))}


def with_sizes(classrooms: QuerySet[Classroom]) -> QuerySet[Classroom]:
    # Subqueries, not joins: the filter on teachers already joins and would be counted along.
    own = _counted(Student.objects.filter(classroom=OuterRef("pk")))
    besides = _counted(Membership.objects.active().filter(classroom=OuterRef("pk")))
    return classrooms.annotate(size=Coalesce(own, 0) + Coalesce(besides, 0))


def _counted(rows: QuerySet[Student] | QuerySet[Membership]) -> Subquery:
    return Subquery(rows.order_by().values("classroom").annotate(count=Count("pk")).values("count"))
