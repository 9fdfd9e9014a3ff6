"""Which rows that models learn from are a student's."""

from typing import TYPE_CHECKING

from django.db import connection

from mlcore.models import Dataset
from predictor.models import RecordedRow, Student
from predictor.objections.learned import may_have_learned
from predictor.whose_rows import finding

if TYPE_CHECKING:
    from mlcore.datasets.forgetting.taking_out import TakenOut

RENUMBER = """
UPDATE predictor_recordedrow SET position = position - (SELECT count(*) FROM unnest(%s) gone WHERE gone < position)
WHERE content_id = %s
"""


def rows_of(student: Student) -> dict[int, list[int]]:
    """Positions by the key of a dataset."""
    return finding.rows_of([student], Dataset.objects.all())


def on_deleted_rows(student: Student) -> list[int]:
    """Keys of trainings that may have learned from them on rows that are not there any more, so that nothing can be
    taken out of these."""
    runs = [version.run for version in may_have_learned(student)]
    return [run.pk for run in runs if run.dataset.deleted_at and not run.forgot_at]


def renumber(taken: "TakenOut") -> None:
    """Rows behind those that went moved up."""
    with connection.cursor() as cursor:
        for dataset, positions in taken.rows.items():
            RecordedRow.objects.filter(dataset=dataset, position__in=positions).delete()
            cursor.execute(RENUMBER, [positions, dataset])
