"""Whose target, and in which question; Http404 where there is none to see."""

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mlcore.models import Task
from predictor.access.questions import tasks_seen_of
from predictor.access.rights import Act
from predictor.models import Student

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def student_for(user: "User", pk: int, act: Act) -> Student:
    return get_object_or_404(Student.objects.open_to(user, act).select_related("classroom__schema_version"), pk=pk)


def task_asked_of(student: Student, slug: str, user: "User") -> Task:
    task = next((task for task in tasks_seen_of(student, user) if task.slug == slug), None)
    if task is None:
        raise Http404(_("'%(task)s' is not asked of this student's class.") % {"task": slug})
    return task
