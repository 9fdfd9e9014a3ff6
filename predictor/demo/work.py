"""Making the made-up school once, where nobody has a student yet, and taking it away again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from mlcore.models import Dataset, Task
from predictor.classes.work import delete_class
from predictor.demo.people import NUMBERED
from predictor.demo.rows import is_drawable
from predictor.demo.year import make_year
from predictor.models import Classroom, DoneOnce, Outcome, Prediction, Student

MADE = "demo school"


@dataclass(frozen=True)
class Made:
    """What there is of it, in numbers."""

    classes: int
    students: int
    predictions: int
    results: int


class NothingMadeError(Exception):
    """Why there is no made-up school now."""


@transaction.atomic
def make_school(teachers: Sequence[User], dataset: Dataset) -> Made:
    """Once in the life of an installation, and never beside students of others; whoever deletes it does not want it
    back. All of it or nothing.

    Raises NothingMadeError, BundleError.
    """
    tasks = _answered(dataset)
    if not tasks or not is_drawable(dataset.schema_version.schema):
        raise NothingMadeError("no model is live that answers for the sample data")
    _once()
    make_year(dataset.schema_version, tasks, list(teachers))
    return _made()


def _once() -> None:
    if DoneOnce.objects.filter(what=MADE).exists():
        raise NothingMadeError("it was made before")
    if Classroom.objects.exists():
        raise NothingMadeError("there are classes already")
    _, first = DoneOnce.objects.get_or_create(what=MADE)
    if not first:
        raise NothingMadeError("it was made meanwhile")


@transaction.atomic
def remove_school() -> tuple[list[str], list[str]]:
    """Names of the classes that were deleted, and of those that stay because somebody else is in them by now."""
    own = Student.objects.filter(reference__startswith=NUMBERED)
    # Held before they are looked at: whoever adds a student waits, and then finds the class gone.
    rows = Classroom.objects.filter(pk__in=own.order_by().values("classroom")).order_by("pk")
    classes = list(rows.select_for_update(of=("self",)))
    mixed = {room.pk for room in classes if room.students.exclude(pk__in=own.values("pk")).exists()}
    for classroom in classes:
        if classroom.pk not in mixed:
            delete_class(classroom)
    deleted = [room.name for room in classes if room.pk not in mixed]
    return deleted, [room.name for room in classes if room.pk in mixed]


def _answered(dataset: Dataset) -> list[Task]:
    """In the order of the schema."""
    rows = Task.objects.filter(schema_version=dataset.schema_version, versions__is_live=True)
    tasks = {task.slug: task for task in rows.select_related("schema_version").distinct()}
    return [tasks[one.slug] for one in dataset.schema_version.schema.tasks if one.slug in tasks]


def _made() -> Made:
    counted = (rows.objects.count() for rows in (Classroom, Student, Prediction, Outcome))
    return Made(*counted)
