"""The rows that a training learned from, where they are still there."""

from typing import TYPE_CHECKING

from mlcore.datasets import storing
from mlcore.models import Dataset, SchemaVersion, TrainingRun
from mlcore.pipeline.schema.growth import contradictions

if TYPE_CHECKING:
    import pandas as pd


def rows_of(run: TrainingRun, under: SchemaVersion | None = None) -> "pd.DataFrame | None":
    """One row per student with a column per field, in the order in which they were learned from.

    `under` asks for them under another version of their schema. None where the rows were deleted, or where that version
    contradicts them. Raises DataError where the stored bytes are damaged.
    """
    return None if run.dataset.deleted_at else frame_of(run.dataset, under)


def frame_of(dataset: Dataset, under: SchemaVersion | None = None) -> "pd.DataFrame | None":
    """All rows of a dataset, as `rows_of` gives them. Raises DataError, also where they were deleted."""
    frame = storing.frame_of(dataset)
    if under is None or under.pk == dataset.schema_version_id:
        return frame
    return _carried(frame, dataset.schema_version, under)


def _carried(frame: "pd.DataFrame", older: SchemaVersion, newer: SchemaVersion) -> "pd.DataFrame | None":
    from mlcore.pipeline.rows.combining import carried

    if older.name != newer.name or contradictions(older.schema, newer.schema):
        return None
    return carried(frame, newer.schema)
