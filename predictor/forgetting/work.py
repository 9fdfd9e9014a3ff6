"""Forgetting a student: all that stands about them goes in one transaction, what models learned goes after it."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from mlcore.datasets.forgetting.taking_out import mark, take_out
from mlcore.models import TrainingRun
from mlcore.versions.forgetting.unlearning import retire
from predictor.access_log.record import touched
from predictor.classes.work import delete_student
from predictor.forgetting import tombstones
from predictor.forgetting.standing import copies, learned
from predictor.forgetting.standing.words import whole, words_of
from predictor.jobs import work as jobs
from predictor.models import Forgetting, Job, Student
from predictor.models.privacy.forgetting import LONGEST_WHY
from predictor.problems import DeletedMeanwhile, ForgettingRefused
from predictor.whose_rows import turns

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["KIND", "LONGEST_WHY", "ask_again", "forget", "go"]

KIND = "forget"
# Shorter words of a name are words of every language.
SHORTEST_NAME = 3


@transaction.atomic
def forget(student: Student, *, who: str, why: str, asked_by: "User | None" = None) -> Forgetting:
    """Everything that stands about them goes at once; a job does the rest, where somebody asked for it who is not at
    the command line. Raises DeletedMeanwhile, ForgettingRefused."""
    turns.forgetting()
    held = Student.objects.to_change().filter(pk=student.pk).first()
    if held is None:
        raise DeletedMeanwhile(_("The student was deleted in the meantime."))
    _check_reason(why, held)
    row = Forgetting(student=held.pk, student_made_at=held.created_at, who=who, why=why)
    row.gone = go(held)
    row.save()
    if asked_by:
        row.job = _job_for(row, asked_by).pk
        row.save(update_fields=["job"])
    transaction.on_commit(tombstones.write_missing, robust=True)
    return row


def go(student: Student) -> Mapping[str, int]:
    """Within a transaction. How much of each kind went."""
    turns.forgetting()
    _hold(student)
    touched([student.pk])
    rows = learned.rows_of(student)
    mark(TrainingRun.objects.filter(pk__in=learned.on_deleted_rows(student)))
    taken = take_out(rows)
    learned.renumber(taken)
    gone = {"rows": sum(map(len, rows.values())), "datasets": len(rows), "files": copies.clear(student, taken.changed)}
    gone |= {"predictions": student.predictions.count(), "results": student.outcomes.count()}
    delete_student(student)
    return gone | {"versions": retire()}


def _hold(student: Student) -> None:
    """Also against what only refers to them, as the note whose a row is: it would go with them, and the row stay."""
    Student.objects.select_for_update(of=("self",)).filter(pk=student.pk).first()


def ask_again(row: Forgetting, *, by: "User") -> Job:
    """The rest, where its job failed or was called off. Raises ForgettingRefused where nothing is left to do."""
    with transaction.atomic():
        held = Forgetting.objects.select_for_update().get(pk=row.pk)
        if held.ended_at:
            raise ForgettingRefused(_("It has ended already: nothing is left that learned from them."))
        job = Job.objects.not_ended().filter(pk=held.job or 0).first() or _job_for(held, by)
        Forgetting.objects.filter(pk=held.pk).update(job=job.pk)
    return job


def _job_for(row: Forgetting, by: "User | None") -> Job:
    return jobs.ask(KIND, {"forgetting": row.pk, "of": "models"}, asked_by=by)


def _check_reason(why: str, student: Student) -> None:
    """It is kept. Raises ForgettingRefused."""
    names = {word for word in words_of(whole(student.name)) if len(word) >= SHORTEST_NAME}
    said, number = whole(why), whole(student.reference)
    if names & words_of(said) or (number and re.search(rf"(?<!\w){re.escape(number)}(?!\w)", said)):
        raise ForgettingRefused(_("Leave the student's name and number out of the reason: it is kept."))
