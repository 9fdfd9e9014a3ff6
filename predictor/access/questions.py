"""Which questions concern somebody."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from mlcore.models import ModelVersion, Task
from predictor.access.rights import Act, may
from predictor.models import Classroom, Department, Membership, Student
from predictor.models.scope import sees_some_tasks, told

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def questions_for(user: "User") -> QuerySet[Task]:
    """Those that are asked of their classes and those that a live model answers; an admin's are all.

    What lists name; a page about any other question opens as well, because nothing of it is anybody's secret.
    """
    if may(user, Act.SEE_EVERY_QUESTION):
        return Task.objects.all()
    asked = Classroom.objects.visible_to(user).values("schema_version__name")
    answered = ModelVersion.objects.live().values("task")
    return Task.objects.filter(Q(schema_version__name__in=asked) | Q(pk__in=answered))


def tasks_of(classroom: Classroom) -> list[Task]:
    """The questions that can be asked about a student of the class, whichever version of its schema they have."""
    tasks = Task.objects.filter(schema_version__name=classroom.schema_version.name)
    return list(tasks.select_related("schema_version").prefetch_related("versions"))


def tasks_seen(classroom: Classroom, user: "User") -> list[Task]:
    """Those of its questions whose answers the user sees there."""
    sees = told(user, [classroom.pk])
    return [task for task in tasks_of(classroom) if sees(classroom.pk, task.pk)]


def tasks_seen_of(student: Student, user: "User") -> list[Task]:
    """Those asked of a student's class whose answers the user sees, by whichever class they know the student."""
    tasks = tasks_of(student.classroom)
    if not sees_some_tasks(user):
        return tasks
    besides = Membership.objects.active().filter(student=student).values_list("classroom", flat=True)
    classes = [student.classroom_id, *besides]
    sees = told(user, classes)
    return [task for task in tasks if any(sees(classroom, task.pk) for classroom in classes)]


def tasks_of_all(classrooms: QuerySet[Classroom]) -> list[Task]:
    """Those that can be asked about a student of any of them."""
    names = classrooms.order_by().values("schema_version__name")
    return list(Task.objects.filter(schema_version__name__in=names).select_related("schema_version"))


def tasks_seen_in_any(classrooms: QuerySet[Classroom], user: "User") -> list[Task]:
    """Those whose answers the user may see of a student of any of them."""
    tasks = tasks_of_all(classrooms)
    if not sees_some_tasks(user) or Classroom.objects.taught_by(user).exists():
        return tasks
    given = set(Department.objects.headed_by(user).values_list("tasks", flat=True))
    return [task for task in tasks if task.pk in given]


def is_asked_of(task: Task, classroom: Classroom) -> bool:
    """Is the task among `tasks_of` the class? Mostly no query: both are on the same version of a schema."""
    same = task.schema_version_id == classroom.schema_version_id
    return same or task.schema_version.name == classroom.schema_version.name
