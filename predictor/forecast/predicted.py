"""The newest prediction of each student, for each question that is asked of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, QuerySet, Subquery

from mlcore.models import Task
from predictor.models import Classroom, Prediction, PredictionQuerySet, Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Of a student the newest prediction of each task that they have one of.
ByTask = Mapping[int, Prediction]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Predicted:
    """Of so many `students` of a class, those with a prediction of one task, the newest of each; so many of the
    students are `objecting`, who are left out."""

    task: Task
    students: int
    objecting: int
    newest: tuple[Prediction, ...]


def predicted(classroom: Classroom, tasks: Sequence[Task]) -> list[Predicted]:
    """Three queries, however many students, tasks and predictions there are."""
    rows = _rows_of(classroom.students.order_by("id"), tasks)
    willing = [row for row in rows if row["objected_at"] is None]
    found = list(_newest_in(willing, tasks).values())
    return [Predicted(task, len(rows), len(rows) - len(willing), _of_task(found, task)) for task in tasks]


def _of_task(found: Iterable[ByTask], task: Task) -> tuple[Prediction, ...]:
    return tuple(one[task.pk] for one in found if task.pk in one)


def newest_of(students: QuerySet[Student], tasks: Sequence[Task], user: "User | None" = None) -> dict[int, ByTask]:
    """By student, in their order; with submission and model version, in three queries. With a `user`, what they see."""
    return _newest_in(_rows_of(students, tasks, user), tasks)


def _rows_of(students: QuerySet[Student], tasks: Sequence[Task], user: "User | None" = None) -> list[Row]:
    told = Prediction.objects.told_to(user) if user else Prediction.objects.all()
    columns = {_column(task): _newest(task, told) for task in tasks}
    return list(students.annotate(**columns).values("pk", "objected_at", *columns)) if columns else []


def _newest_in(rows: Sequence[Row], tasks: Sequence[Task]) -> dict[int, ByTask]:
    found = _by_id(row[_column(task)] for row in rows for task in tasks if row[_column(task)])
    return {row["pk"]: _of_student(row, tasks, found) for row in rows}


def _column(task: Task) -> str:
    return f"newest_{task.pk}"


def _newest(task: Task, told: PredictionQuerySet) -> Subquery:
    of_student = told.filter(student=OuterRef("pk"), task=task)
    return Subquery(of_student.latest_in_time().values("pk")[:1])


def _by_id(ids: Iterable[int]) -> dict[int, Prediction]:
    rows = Prediction.objects.filter(pk__in=list(ids))
    # Versions are few and have much to them: read with every row they would be most of what is read.
    return rows.select_related("submission").prefetch_related("model_version").in_bulk()


def _of_student(row: Row, tasks: Iterable[Task], found: Mapping[int, Prediction]) -> ByTask:
    # One that was deleted between the two queries is not among those found.
    read = {task.pk: found.get(row[_column(task)] or 0) for task in tasks}
    return {task: prediction for task, prediction in read.items() if prediction}
