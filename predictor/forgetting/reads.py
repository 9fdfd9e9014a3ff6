"""Whom somebody may forget, and who was."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from predictor.models import Forgetting, Job, Student
from predictor.roles import Act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Line:
    """One who was forgotten; its job is None where the command line does the rest, or where it is not kept any more."""

    row: Forgetting
    job: Job | None

    @property
    def may_go_on(self) -> bool:
        """It has not ended, and nobody is known to be at it."""
        return self.row.ended_at is None and (self.job is None or self.job.has_ended)


def student_for(user: "User", pk: int) -> Student:
    rows = Student.objects.open_to(user, Act.FORGET).select_related("classroom__schema_version")
    return get_object_or_404(rows, pk=pk)


def lines(rows: Iterable[Forgetting]) -> list[Line]:
    """Two queries."""
    found = list(rows)
    jobs = Job.objects.in_bulk([row.job for row in found if row.job])
    return [Line(row, jobs.get(row.job or 0)) for row in found]
