"""Which rows about students somebody reaches: all of students whom they teach, of their departments the tasks given."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from mlcore.models import Task
from predictor.models.accounts.people import Department
from predictor.models.classes import Classroom, Student, StudentQuerySet
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOBODY = Q(pk__in=())

# How students are written in a query decides how it is planned.
Written = Callable[[StudentQuerySet], Any]


class Given(NamedTuple):
    """What a department was given; its classes as a query."""

    department: Department
    tasks: tuple[Task, ...]

    @property
    def classes(self) -> Any:
        return Classroom.objects.filter(departments=self.department)


def given_to(user: "User") -> list[Given]:
    """The departments that somebody is a head of, for as many queries for one as for ten."""
    rows = Department.objects.headed_by(user).prefetch_related("tasks__schema_version")
    return [Given(row, tuple(row.tasks.all())) for row in rows]


def as_subquery(students: StudentQuerySet) -> Any:
    return students.values("pk")


def rows_about(user: "User", act: Act, of_tasks: Callable[[tuple[Task, ...]], Q], written: Written = as_subquery) -> Q:
    """Of a table whose rows are each about a student; `of_tasks` tells its rows of some tasks."""
    scope = reach(user, act)
    if scope is Reach.EVERYTHING:
        return Q()
    found = [NOBODY]
    if Reach.OWN in scope:
        found.append(Q(student__in=written(Student.objects.reached_by(user, act, Reach.OWN))))
    if Reach.DEPARTMENT in scope:
        found += [_of(one, of_tasks, written) for one in given_to(user)]
    return reduce(or_, found)


def sees_some_tasks(user: "User") -> bool:
    """Whether there may be students of whom they see some tasks only."""
    return Reach.DEPARTMENT in reach(user, Act.SEE)


@dataclass(frozen=True)
class Told:
    """Of classes that somebody sees, which tasks: all `everywhere`, or in those they teach; elsewhere of each `pair` of
    class and task."""

    everywhere: bool
    taught: Collection[int] = ()
    pairs: Collection[tuple[int, int]] = ()

    def __call__(self, classroom: int, task: int) -> bool:
        return self.everywhere or classroom in self.taught or (classroom, task) in self.pairs


def told(user: "User", classes: Collection[int]) -> Told:
    """Without a query for whoever sees all tasks of whatever they see."""
    if not sees_some_tasks(user):
        return Told(everywhere=True)
    given = Department.objects.headed_by(user).filter(classrooms__in=classes, tasks__isnull=False)
    taught = Classroom.objects.taught_by(user).filter(pk__in=classes)
    pairs = given.order_by().values_list("classrooms", "tasks").distinct()
    return Told(False, frozenset(taught.values_list("pk", flat=True)), frozenset(pairs))


def by_task(tasks: tuple[Task, ...]) -> Q:
    return Q(task__in=[task.pk for task in tasks])


def by_target(tasks: tuple[Task, ...]) -> Q:
    """Results are of a score, which several tasks may ask for."""
    scores = [Q(schema_name=task.schema_version.name, field=task.question.target) for task in tasks]
    return reduce(or_, scores, NOBODY)


def _of(one: Given, of_tasks: Callable[[tuple[Task, ...]], Q], written: Written) -> Q:
    return of_tasks(one.tasks) & Q(student__in=written(Student.objects.in_classes(one.classes)))
