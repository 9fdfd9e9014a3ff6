"""Classes that nobody archived and nobody uses any more: they are archived, and go as archived ones do."""

from contextlib import suppress
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from predictor.classes.keeping.work import archive
from predictor.models import Classroom, Import, Outcome, Student, Submission
from predictor.problems import DeletedMeanwhile
from predictor.retention.due import DueRows


def idle(before: datetime) -> DueRows:
    """Of each class it is enough to find one thing that is newer."""
    brought = Import.objects.filter(classroom=OuterRef("pk"), stored_at__gt=before).order_by()
    used = [Exists(brought), *_used_by("classroom", before), *_used_by("memberships__classroom", before)]
    old = Classroom.objects.current().filter(created_at__lte=before)
    return DueRows(old.exclude(reduce(or_, map(Q, used))), "created_at")


def _used_by(students: str, before: datetime) -> list[Exists]:
    """By whose own class it is, or who is in it besides."""
    added = Student.objects.filter(**{students: OuterRef("pk")}, created_at__gt=before)
    entered = Submission.objects.filter(**{f"student__{students}": OuterRef("pk")}, made_at__gt=before)
    reached = Outcome.objects.filter(**{f"student__{students}": OuterRef("pk")}, made_at__gt=before)
    return [Exists(added.order_by()), Exists(entered.order_by()), Exists(reached.order_by())]


def archive_all(due: DueRows) -> int:
    """One by one, as a person does it; from then on each is kept as any archived class is."""
    archived = 0
    for classroom in list(due.rows):
        with suppress(DeletedMeanwhile):
            archive(classroom)
            archived += 1
    return archived
