"""What is known of a student's objection."""

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from predictor.models import Objection, Student
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def student_for(user: "User", pk: int, act: Act) -> Student:
    return get_object_or_404(Student.objects.open_to(user, act).select_related("classroom__schema_version"), pk=pk)


def log_of(student: Student) -> list[Objection]:
    """Newest first."""
    return list(Objection.objects.filter(student=student).select_related("made_by"))
