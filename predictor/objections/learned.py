"""Which models learned from a student, or may have."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from mlcore.datasets.forgetting.taking_out import WHO
from mlcore.models import Dataset, ModelVersion
from predictor.models import Outcome, RecordedRow, Student
from predictor.training.recorded import SOURCE
from predictor.whose_rows import finding

Results = Mapping[tuple[str, str], dt.datetime]


def may_have_learned(student: Student) -> list[ModelVersion]:
    """Versions that were trained on rows of the student, recorded here or imported. Of recorded rows of which nobody
    noted whose they are, as of an older release, those that were trained after a result of the student was recorded.
    The newest first."""
    told = _Told.of(student)
    parts = Q(run__dataset__in=told.datasets) | Q(run__dataset__parts__part__in=told.datasets)
    rows = ModelVersion.objects.filter(parts).select_related("task__schema_version", "run__dataset")
    found = rows.prefetch_related("run__dataset__parts").distinct().order_by("-id")
    return [version for version in found if told.of_version(version)]


@dataclass(frozen=True)
class _Told:
    """`theirs` are the places of their rows by the key of a dataset; `untold` are datasets of which nobody knows whose
    rows they held; `first` is when their first result was recorded."""

    theirs: Mapping[int, Collection[int]]
    untold: Collection[int]
    first: Results

    @classmethod
    def of(cls, student: Student) -> "_Told":
        return cls(_theirs(student), set(_untold()), _first_results(student))

    @property
    def datasets(self) -> set[int]:
        return {*self.theirs, *(self.untold if self.first else ())}

    def of_version(self, version: ModelVersion) -> bool:
        dataset = version.run.dataset
        parts = {part.part_id: part.withheld for part in dataset.parts.all()} or {dataset.pk: []}
        certain = any(set(self.theirs.get(part, ())) - set(withheld) for part, withheld in parts.items())
        return certain or (any(part in self.untold for part in parts) and _came_before(version, self.first))


def _theirs(student: Student) -> Mapping[int, Collection[int]]:
    """Also where the rows were deleted: it was noted whose they were."""
    found = defaultdict(set, {key: set(places) for key, places in _present(student).items()})
    noted = RecordedRow.objects.filter(student=student).order_by()
    for dataset, position in noted.values_list("dataset", "position"):
        found[dataset].add(position)
    return found


def _present(student: Student) -> dict[int, list[int]]:
    return finding.rows_of([student], Dataset.objects.all())


def _untold() -> list[int]:
    noted = RecordedRow.objects.filter(dataset=OuterRef("pk")).order_by()
    rows = Dataset.objects.filter(source=SOURCE).exclude(deleted_by=WHO).exclude(Exists(noted))
    return list(rows.order_by().values_list("pk", flat=True))


def _first_results(student: Student) -> Results:
    """When the first result was recorded, by schema and field."""
    rows = Outcome.objects.filter(student=student).order_by("-made_at")
    return {(row.schema_name, row.field): row.made_at for row in rows}


def _came_before(version: ModelVersion, first: Results) -> bool:
    schema = version.task.schema_version
    recorded = first.get((schema.name, version.task.question.target))
    return recorded is not None and recorded <= version.run.started_at
