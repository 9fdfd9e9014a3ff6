"""What is known of a student's objection, and which models may have learned from them before."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from mlcore.datasets.forgetting.taking_out import WHO
from mlcore.models import Dataset, ModelVersion
from predictor.models import Objection, Outcome, RecordedRow, Student
from predictor.roles import Act
from predictor.training.recorded import SOURCE

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def student_for(user: "User", pk: int, act: Act) -> Student:
    return get_object_or_404(Student.objects.open_to(user, act).select_related("classroom__schema_version"), pk=pk)


def log_of(student: Student) -> list[Objection]:
    """Newest first."""
    return list(Objection.objects.filter(student=student).select_related("made_by"))


def may_have_learned(student: Student) -> list[ModelVersion]:
    """Versions that were trained on rows of the student; of rows of an older release, which did not note whose they
    are, and of rows that were deleted, and the note with them, those that were trained after a result of the student
    was recorded. The newest first."""
    recorded = Q(run__dataset__source=SOURCE) | Q(run__dataset__parts__part__source=SOURCE)
    first = _first_results(student)
    versions = ModelVersion.objects.filter(recorded, task__schema_version__name__in={name for name, _ in first})
    rows = versions.select_related("task__schema_version", "run").prefetch_related("run__dataset__parts")
    told = _Noted(student)
    return [row for row in rows.distinct().order_by("-id") if _came_before(row, first) and told.allows(row)]


class _Noted:
    """Of which datasets it was noted whose rows they hold, and which of them hold some of the student's."""

    def __init__(self, student: Student) -> None:
        rows = RecordedRow.objects.order_by()
        noted = Dataset.objects.filter(Exists(rows.filter(content=OuterRef("pk")))).order_by()
        self._noted = set(noted.values_list("pk", flat=True))
        deleted = Dataset.objects.filter(source=SOURCE, deleted_at__isnull=False).exclude(deleted_by=WHO).order_by()
        self._deleted = set(deleted.values_list("pk", flat=True))
        self._theirs = set(rows.filter(student=student).values_list("content", flat=True).distinct())

    def allows(self, version: ModelVersion) -> bool:
        dataset = version.run.dataset
        parts = {part.part_id for part in dataset.parts.all()} or {dataset.pk}
        return bool(parts & (self._theirs | self._deleted)) or not parts & self._noted


def _first_results(student: Student) -> dict[tuple[str, str], dt.datetime]:
    """When the first result was recorded, by schema and field."""
    rows = Outcome.objects.filter(student=student).order_by("-made_at")
    return {(row.schema_name, row.field): row.made_at for row in rows}


def _came_before(version: ModelVersion, first: dict[tuple[str, str], dt.datetime]) -> bool:
    schema = version.task.schema_version
    recorded = first.get((schema.name, version.task.question.target))
    return recorded is not None and recorded <= version.run.started_at
