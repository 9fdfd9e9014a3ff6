"""What the pages of sheets show, and what their files hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.text import Truncator

from mlcore.models import Task
from mlcore.words.names import listed
from predictor.access.questions import tasks_seen
from predictor.models import Classroom, Prediction, Student
from predictor.sheets.conversation.said import Said, said
from predictor.sheets.conversation.sheet import Sheet, sheets_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_TEACHERS, LONGEST_NAME = 3, 40


def of_student(viewer: "User", student: Student, slug: str) -> dict[str, Any]:
    """With the class by which the viewer knows the student. Raises Http404 where that is not asked of it."""
    classroom = student.class_known_to(viewer)
    tasks = tasks_seen(classroom, viewer)
    task = _asked(tasks, slug, Prediction.objects.filter(student=student))
    found = sheets_of([student], classroom, task).sheets if task else []
    told = _said(found, classroom)
    return {"student": student, "said": told[0] if told else None} | _about(classroom, tasks, task)


def of_class(viewer: "User", classroom: Classroom, slug: str) -> dict[str, Any]:
    """Raises Http404 where that is not asked of the class."""
    students, tasks = list(classroom.students.select_related("classroom")), tasks_seen(classroom, viewer)
    task = _asked(tasks, slug, Prediction.objects.filter(student__in=students))
    found = sheets_of(students, classroom, task) if task else None
    told = {"sheets": _said(found.sheets, classroom) if found else [], "without": found.without if found else students}
    return told | _about(classroom, tasks, task)


def _about(classroom: Classroom, tasks: Sequence[Task], task: Task | None) -> dict[str, Any]:
    return {"classroom": classroom, "tasks": tasks, "task": task}


def _said(sheets: Sequence[Sheet], classroom: Classroom) -> list[Said]:
    teachers, today = _teachers(classroom), timezone.localdate()
    return [said(sheet, teachers, today) for sheet in sheets]


def _asked(tasks: Sequence[Task], slug: str, predictions: QuerySet[Prediction]) -> Task | None:
    """The one that is named, else the one that was answered last."""
    if slug:
        named = next((task for task in tasks if task.slug == slug), None)
        if named is None:
            raise Http404("This is not asked of the class.")  # not for readers
        return named
    newest = predictions.order_by("-id").values_list("task", flat=True).first()
    return next((task for task in tasks if task.pk == newest), tasks[0] if tasks else None)


def _teachers(classroom: Classroom) -> str:
    """'Ms Otieno and ben'; whom to tell what is wrong."""
    users = classroom.teachers.order_by("username")[:MOST_TEACHERS]
    return listed([Truncator(user.get_full_name() or user.get_username()).chars(LONGEST_NAME) for user in users])
