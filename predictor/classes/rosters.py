"""Students with their newest prediction each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery

from predictor.models import Classroom, Prediction, Student
from predictor.predicting.readings import Reading, readings


@dataclass(frozen=True)
class Line:
    student: Student
    reading: Reading | None


def with_newest_prediction(students: QuerySet[Student]) -> list[Line]:
    """Two queries, however many students and predictions there are."""
    newest = Prediction.objects.filter(student=OuterRef("pk")).latest_first().values("pk")[:1]
    rows = list(students.select_related("classroom").annotate(newest_id=Subquery(newest)))
    read = _readings_by_id(row.newest_id for row in rows if row.newest_id)
    return [Line(row, read.get(row.newest_id)) for row in rows]


def _readings_by_id(ids: Iterable[int]) -> dict[int, Reading]:
    found = Prediction.objects.filter(pk__in=list(ids)).with_names()
    return {reading.prediction.pk: reading for reading in readings(found)}


def with_sizes(classrooms: QuerySet[Classroom]) -> QuerySet[Classroom]:
    # A subquery, not a join: the filter on teachers already joins and would be counted along.
    size = (
        Student.objects.filter(classroom=OuterRef("pk"))
        .order_by()
        .values("classroom")
        .annotate(size=Count("pk"))
        .values("size")
    )
    return classrooms.annotate(size=Subquery(size))
