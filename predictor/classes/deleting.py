"""Deleting a class or a student with all that was predicted, while others may be writing about them."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from predictor.models import Classroom, Prediction, Student


@transaction.atomic
def delete_classroom(classroom: Classroom) -> None:
    _lock(Classroom.objects.filter(pk=classroom.pk))
    _lock_students(classroom.students.all())
    classroom.delete()


@transaction.atomic
def delete_student(student: Student) -> None:
    _lock_students(Student.objects.filter(pk=student.pk))
    student.delete()


def _lock_students(students: QuerySet[Student]) -> None:
    _lock(students)
    _lock(Prediction.objects.filter(student__in=students.order_by().values("pk")))


def _lock(rows: QuerySet[Any]) -> None:
    # A prediction stored between the look for what to delete and the end would make the whole deletion fail.
    # Whoever refers to a locked row waits instead, and then finds it gone.
    list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
