"""What goes where a student is forgotten, before anybody does it. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from mlcore.models import Dataset, ModelVersion
from predictor.forgetting.standing import copies, learned, reasons
from predictor.models import RosterStudent, Student

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Going:
    """`datasets` with how many rows of each; of the `versions` that learned from them the `live` ones are trained
    again. `also` are students who seem to be the same person in another class, and stay; so do `reasons` that were
    written about something else and name them, by what they are about."""

    predictions: int
    results: int
    files: int
    datasets: Sequence[tuple[Dataset, int]]
    versions: Sequence[ModelVersion]
    also: Sequence[Student]
    reasons: Mapping["StrOrPromise", int]

    @property
    def rows(self) -> int:
        return sum(count for _, count in self.datasets)

    @property
    def live(self) -> list[ModelVersion]:
        return [version for version in self.versions if version.is_live]

    @property
    def former(self) -> list[ModelVersion]:
        return [version for version in self.versions if not version.is_live]


def going(student: Student) -> Going:
    rows = learned.rows_of(student)
    datasets = Dataset.objects.in_bulk(rows)
    return Going(
        predictions=student.predictions.count(),
        results=student.outcomes.count(),
        files=copies.count(student),
        datasets=[(datasets[pk], len(positions)) for pk, positions in sorted(rows.items())],
        versions=_versions(list(rows), learned.on_deleted_rows(student)),
        also=_also(student),
        reasons=reasons.naming(student),
    )


def _versions(datasets: Sequence[int], runs: Sequence[int]) -> list[ModelVersion]:
    of_them = Q(run__dataset__in=datasets) | Q(run__dataset__parts__part__in=datasets) | Q(run__in=runs)
    found = ModelVersion.objects.filter(of_them, Q(pruned_at=None) | Q(is_live=True)).distinct()
    return list(found.select_related("task").order_by("task", "-number"))


def _also(student: Student) -> list[Student]:
    """By the school's own number, or the id of another system."""
    ids = RosterStudent.objects.filter(student=student).values("sourced_id")
    same = Q(in_rosters__sourced_id__in=ids)
    if student.reference:
        same |= Q(reference=student.reference)
    found = Student.objects.filter(same).exclude(pk=student.pk)
    return list(found.select_related("classroom").distinct().order_by("classroom__name", "pk"))
