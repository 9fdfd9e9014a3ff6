"""The newest prediction of each student of a class, for each question that is asked of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from mlcore.models import Task
from predictor.models import Classroom, Prediction


@dataclass(frozen=True)
class Predicted:
    """Of so many `students` of a class, those with a prediction of one task, the newest of each."""

    task: Task
    students: int
    newest: tuple[Prediction, ...]


def predicted(classroom: Classroom, tasks: Sequence[Task]) -> list[Predicted]:
    """Two queries, however many students, tasks and predictions there are."""
    columns = {_column(task): _newest(task) for task in tasks}
    rows = list(classroom.students.order_by("id").annotate(**columns).values(*columns) if columns else [])
    found = _by_id(pk for row in rows for pk in row.values() if pk)
    return [Predicted(task, len(rows), _of(task, rows, found)) for task in tasks]


def _column(task: Task) -> str:
    return f"newest_{task.pk}"


def _newest(task: Task) -> Subquery:
    of_student = Prediction.objects.filter(student=OuterRef("pk"), task=task)
    return Subquery(of_student.latest_first().values("pk")[:1])


def _by_id(ids: Iterable[int]) -> dict[int, Prediction]:
    rows = Prediction.objects.filter(pk__in=list(ids))
    return rows.select_related("submission", "model_version").in_bulk()


def _of(
    task: Task, rows: Iterable[Mapping[str, int | None]], found: Mapping[int, Prediction]
) -> tuple[Prediction, ...]:
    # One that was deleted between the two queries is not among those found.
    read = (found.get(row[_column(task)] or 0) for row in rows)
    return tuple(prediction for prediction in read if prediction)
