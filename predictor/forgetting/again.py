"""Whoever was forgotten is forgotten again, where a backup of before brought them back."""

from collections.abc import Sequence

from django.db import transaction

from predictor.forgetting import tombstones, work
from predictor.forgetting.tombstones import Tombstone, known
from predictor.jobs import work as jobs
from predictor.models import Forgetting, Student

__all__ = ["forget_again", "known", "leave_to_a_job"]


@transaction.atomic
def forget_again(stones: Sequence[Tombstone]) -> int:
    """How many were here again. What models learned from them is left to do."""
    found = sum(map(_once, stones))
    transaction.on_commit(tombstones.write_missing, robust=True)
    return found


def _once(stone: Tombstone) -> bool:
    about = {"why": stone.why, "who": stone.who, "at": stone.forgotten_at}
    key = {"student": stone.student, "student_made_at": stone.student_made_at}
    row, is_new = Forgetting.objects.get_or_create(**key, defaults=about)
    # Another student may have the number since the database counts from before.
    student = Student.objects.filter(pk=stone.student, created_at=stone.student_made_at).first()
    if student is None:
        return False
    gone = work.go(student)
    Forgetting.objects.filter(pk=row.pk).update(ended_at=None, gone=gone, job=None)
    return True


def leave_to_a_job() -> bool:
    """Whether something is left to do: a worker does it, once one runs."""
    row = Forgetting.objects.unfinished().order_by("-id").first()
    if row is None:
        return False
    job = jobs.ask(work.KIND, {"forgetting": row.pk, "of": "models"}, asked_by=None)
    Forgetting.objects.filter(pk=row.pk).update(job=job.pk)
    return True
