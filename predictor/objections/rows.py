"""Rows of students who object, which no training takes as long as they do."""

from collections.abc import Mapping, Sequence

from mlcore.models import Dataset
from predictor.models import Student
from predictor.whose_rows.finding import rows_of


def withheld(datasets: Sequence[Dataset]) -> Mapping[int, Sequence[int]]:
    """Positions by the key of a dataset, of those that have some. `mlcore.datasets.left_out.withheld` asks."""
    objecting = list(Student.objects.exclude(objected_at=None).order_by("pk"))
    if not objecting:
        return {}
    return rows_of(objecting, Dataset.objects.filter(pk__in=[dataset.pk for dataset in datasets]))
