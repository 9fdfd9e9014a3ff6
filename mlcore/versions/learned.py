"""The rows that a training learned from, where they are still there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlcore.datasets import storing
from mlcore.datasets.together import parts_of
from mlcore.models import Dataset, SchemaVersion, TrainingRun
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.schema.growth import contradictions

if TYPE_CHECKING:
    import pandas as pd

    from mlcore.pipeline.fitting.folds import Positions
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.fitting.supported.offset import Mask


def rows_of(run: TrainingRun, under: SchemaVersion | None = None) -> "pd.DataFrame | None":
    """One row per student with a column per field, in the order in which they were learned from.

    `under` asks for them under another version of their schema. None where the rows were deleted, or where that version
    contradicts them. Raises DataError where the stored bytes are damaged.
    """
    return None if run.dataset.deleted_at else frame_of(run.dataset, under)


def has_learned_from(run: TrainingRun, datasets: Sequence[Dataset]) -> bool:
    """Whether a training of these datasets, under the schema version that its task has now, would bring nothing new."""
    own = {part.pk for part in parts_of(run.dataset)}
    asked = {part.pk for dataset in datasets for part in parts_of(dataset)}
    return own == asked and run.dataset.schema_version_id == run.task.schema_version_id


def frame_of(dataset: Dataset, under: SchemaVersion | None = None) -> "pd.DataFrame | None":
    """All rows of a dataset, as `rows_of` gives them. Raises DataError, also where they were deleted."""
    frame = storing.frame_of(dataset)
    if under is None or under.pk == dataset.schema_version_id:
        return frame
    return _carried(frame, dataset.schema_version, under)


def study_of(dataset: Dataset, schema: Schema, question: Question, seed: int) -> "Study":
    """A question asked of all rows of a dataset. Raises DataError and TrainingError."""
    from mlcore.pipeline.fitting.study import Study

    frame, people, supported = storing.frame_of(dataset), people_of(dataset), supported_of(dataset)
    return Study.of(frame, schema, question, seed=seed, people=people, supported=supported)


def people_of(dataset: Dataset) -> "Positions | None":
    """A number per row, the same for rows of one person; None where it is not known that any has several."""
    from mlcore.pipeline.fitting.keeping_together import numbered_sets

    return numbered_sets(storing.people_of(dataset), dataset.rows)


def supported_of(dataset: Dataset) -> "Mask | None":
    """Per row whether it is a result of a student who had support; None where none is."""
    import numpy as np

    positions = storing.supported_of(dataset)
    if not positions:
        return None
    marked = np.zeros(dataset.rows, dtype=np.bool_)
    marked[positions] = True
    return marked


def _carried(frame: "pd.DataFrame", older: SchemaVersion, newer: SchemaVersion) -> "pd.DataFrame | None":
    from mlcore.pipeline.rows.combining import carried

    if older.name != newer.name or contradictions(older.schema, newer.schema):
        return None
    return carried(frame, newer.schema)
