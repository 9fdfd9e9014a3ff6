"""The targets of a student, and what was done to one, as lists to be saved."""

from django.utils import timezone

from predictor.access.questions import tasks_seen_of
from predictor.access.requests import Request
from predictor.access.rights import Act
from predictor.saving.listed import Columns, listed
from predictor.saving.table import SavedTable, named_after
from predictor.targets.history import Done, history_of
from predictor.targets.reads import student_for, task_asked_of
from predictor.targets.standing import Standing, standing, standings

TARGETS: Columns[Standing] = {
    "question": lambda one: one.task.label,
    "target": lambda one: one.score if one.target else None,
    "grade": lambda one: one.target.grade if one.target else None,
    "set_at": lambda one: timezone.localtime(one.target.made_at) if one.target else None,
    "set_by": lambda one: one.target.made_by.get_username() if one.target else None,
    "why": lambda one: one.target.why if one.target else None,
    "similar_students": lambda one: one.reach if one.target else None,
    "predicted_at": lambda one: timezone.localtime(one.prediction.made_at) if one.prediction else None,
}
DONE: Columns[Done] = {
    "at": lambda done: timezone.localtime(done.row.made_at),
    "what": lambda done: done.act,
    "by": lambda done: done.row.made_by.get_username(),
    "why": lambda done: done.row.why,
}


def targets(request: Request, pk: int) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    rows = standings(student, tasks_seen_of(student, request.user))
    return listed(named_after("targets", student.name), "Targets", TARGETS, rows)


def history(request: Request, pk: int, task_slug: str) -> SavedTable:
    student = student_for(request.user, pk, Act.SEE)
    task = task_asked_of(student, task_slug, request.user)
    done = history_of(student, task, standing(student, task).grading, most=None).done
    return listed(named_after(f"target-{task.slug}", student.name), "Target", DONE, done)
