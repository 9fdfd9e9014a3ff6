"""Archived classes, those who went on from one, and who teaches, as lists to be saved."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.classes.keeping.reads import Gone, Place, archived_of, classes_of, gone_from
from predictor.classes.keeping.teachers import teachers_of
from predictor.models import Classroom, Student
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after

ARCHIVED: Columns[Any] = {
    "class": lambda one: one.name,
    "archived_at": lambda one: one.archived_at,
    "went_on": lambda one: one.went,
    "stayed": lambda one: one.stayed,
}
GONE: Columns[Gone] = {
    "student": lambda one: one.row.student.name,
    "reference": lambda one: one.row.student.reference,
    "left_at": lambda one: one.row.left_at,
    "now_in": lambda one: one.now_in.name if one.now_in else "",
}
CLASSES: Columns[Place] = {
    "class": lambda one: one.classroom.name,
    "own": lambda one: "yes" if one.is_own else "",
    "archived_at": lambda one: one.classroom.archived_at,
}
TEACHERS: Columns[Any] = {"teacher": lambda one: one.get_username()}


@needs(Act.SEE, Http404)
def archived(request: Request) -> SavedTable:
    return listed("archived-classes", "Archived classes", ARCHIVED, archived_of(request.user))


def gone(request: Request, pk: int) -> SavedTable:
    classroom = get_object_or_404(Classroom.objects.visible_to(request.user), pk=pk)
    return listed(named_after("left", classroom.name), "Went on", GONE, gone_from(classroom, request.user))


def classes(request: Request, pk: int) -> SavedTable:
    student = get_object_or_404(Student.objects.visible_to(request.user), pk=pk)
    return listed(named_after("classes", student.name), "Classes", CLASSES, classes_of(student, request.user))


def teachers(request: Request, pk: int) -> SavedTable:
    classroom = get_object_or_404(Classroom.objects.open_to(request.user, Act.SHARE), pk=pk)
    return listed(named_after("teachers", classroom.name), "Teachers", TEACHERS, teachers_of(classroom))
