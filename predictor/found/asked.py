"""What a list of predictions is narrowed to, as numbers that indexes begin with."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from mlcore.models import ModelVersion, Task
from predictor.models import Student
from predictor.models.scope import sees_some_tasks
from predictor.roles import Act, Reach, reach

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Of more students a list is read from its newest row on: some of them have one soon.
MOST_STUDENTS = 2_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """None is everything. `made_by`: also those without a student that they made. `until` is left out where it is not
    `with_end`."""

    students: tuple[int, ...] | None = None
    made_by: int | None = None
    tasks: tuple[int, ...] | None = None
    versions: tuple[int, ...] | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    with_end: bool = True

    def of_students(self, students: Collection[int]) -> "Asked":
        """Of those among them whom it may be about; predictions without a student are of none."""
        known = students if self.students is None else set(students) & set(self.students)
        return replace(self, students=tuple(known), made_by=None)

    def of_task(self, task: Task | None) -> "Asked":
        """A task is its versions: what they answered has indexes for each order. None: a task that there is not."""
        versions = ModelVersion.objects.filter(task=task).values_list("pk", flat=True) if task else ()
        return replace(self._of_versions(versions), tasks=(task.pk,) if task else ())

    def of_version(self, version: ModelVersion | None) -> "Asked":
        if version is None:
            return replace(self, versions=(), tasks=())
        tasks = (version.task_id,) if self.tasks is None or version.task_id in self.tasks else ()
        return replace(self._of_versions([version.pk]), tasks=tasks)

    def _of_versions(self, versions: Collection[int]) -> "Asked":
        known = versions if self.versions is None else set(versions) & set(self.versions)
        return replace(self, versions=tuple(known))


def seen_by(user: "User", students: QuerySet[Student] | None = None) -> Asked | None:
    """Those that the user sees, perhaps of some students alone. None where it takes more than a list of students to
    say: of departments, or of very many."""
    scope = reach(user, Act.SEE)
    if scope is Reach.EVERYTHING:
        return Asked()
    seen = Student.objects.visible_to(user) if students is None else students
    found = None if sees_some_tasks(user) else few(seen)
    return None if found is None else Asked(students=found, made_by=user.pk if Reach.OWN in scope else None)


def few(students: QuerySet[Student]) -> tuple[int, ...] | None:
    """None where they are many."""
    found = tuple(students.order_by().values_list("pk", flat=True)[: MOST_STUDENTS + 1])
    return found if len(found) <= MOST_STUDENTS else None
