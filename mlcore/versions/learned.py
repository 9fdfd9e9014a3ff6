"""The rows that a training learned from, where they are still there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.datasets import storing
from mlcore.datasets.left_out import withheld
from mlcore.datasets.left_out.taken import Taken
from mlcore.datasets.together import parts_of
from mlcore.models import Dataset, SchemaVersion, TrainingRun
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.schema.growth import contradictions

if TYPE_CHECKING:
    import pandas as pd

    from mlcore.pipeline.fitting.folds import Positions
    from mlcore.pipeline.fitting.study import Study
    from mlcore.pipeline.fitting.supported.offset import Mask


class RowsLost(TrainingError):
    """Some rows must not be learned from any more; the others are to be learned from anew."""


@dataclass(frozen=True)
class Withheld:
    """Rows that a training does not take, as students object: positions by the key of a dataset, as it began."""

    parts: Sequence[Dataset]
    found: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, datasets: Sequence[Dataset]) -> "Withheld":
        parts = list(dict.fromkeys(part for dataset in datasets for part in parts_of(dataset)))
        return cls(parts, withheld.positions(parts))

    @property
    def rows(self) -> int:
        return sum(map(len, self.found.values()))

    @property
    def still(self) -> bool:
        """Whether nobody objects who did not then."""
        now = withheld.positions(self.parts)
        return all(set(places) <= set(self.found.get(part, ())) for part, places in now.items())


def check(run: TrainingRun, began: Withheld) -> None:
    """Held until the end of the transaction: whoever is forgotten next waits, and then finds what was stored. Raises
    RowsLost."""
    if TrainingRun.objects.select_for_update().get(pk=run.pk).forgot_at:
        raise RowsLost(N_("Meanwhile a student was forgotten whose rows it had learned from. Train again."))
    if not began.still:
        raise RowsLost(N_("Meanwhile a student objected whose rows it had learned from. Train again."))


def rows_of(run: TrainingRun, under: SchemaVersion | None = None) -> "pd.DataFrame | None":
    """One row per student with a column per field, in the order in which they were learned from.

    `under` asks for them under another version of their schema. None where the rows were deleted, or where that version
    contradicts them. Raises DataError where the stored bytes are damaged.
    """
    return None if run.dataset.deleted_at else frame_of(run.dataset, under)


def has_learned_from(run: TrainingRun, datasets: Sequence[Dataset]) -> bool:
    """Whether a training of these datasets, under the schema version that its task has now, would bring nothing new."""
    own = {line.part_id: line.withheld for line in run.dataset.parts.all()} or {run.dataset_id: []}
    asked = [part for dataset in datasets for part in parts_of(dataset)]
    objecting = withheld.positions(asked)
    same = own == {part.pk: list(objecting.get(part.pk, ())) for part in asked}
    return same and run.dataset.schema_version_id == run.task.schema_version_id


def frame_of(dataset: Dataset, under: SchemaVersion | None = None) -> "pd.DataFrame | None":
    """All rows of a dataset, as `rows_of` gives them. Raises DataError, also where they were deleted."""
    frame = storing.frame_of(dataset)
    if under is None or under.pk == dataset.schema_version_id:
        return frame
    return _carried(frame, dataset.schema_version, under)


@dataclass(frozen=True)
class Rows:
    """Rows as they may be learned from, with what is known of whose they are as in `people_of` and `supported_of`."""

    frame: "pd.DataFrame"
    people: "Positions | None"
    supported: "Mask | None"


def still_of(dataset: Dataset, under: SchemaVersion | None = None) -> Rows | None:
    """All rows of a dataset but those of who objects by now: for whatever learns from rows that were put together
    before. None, and what it raises, as `frame_of`."""
    frame, left = frame_of(dataset, under), Taken(dataset, tuple(withheld.of(dataset)))
    if frame is None:
        return None
    return Rows(left.of(frame), _numbered(left.people, left.rows), _mask(left.supported, left.rows))


def study_of(dataset: Dataset, schema: Schema, question: Question, seed: int) -> "Study":
    """A question asked of all rows of a dataset. Raises DataError and TrainingError."""
    from mlcore.pipeline.fitting.study import Study

    frame, people, supported = storing.frame_of(dataset), people_of(dataset), supported_of(dataset)
    return Study.of(frame, schema, question, seed=seed, people=people, supported=supported)


def people_of(dataset: Dataset) -> "Positions | None":
    """A number per row, the same for rows of one person; None where it is not known that any has several."""
    return _numbered(storing.people_of(dataset), dataset.rows)


def supported_of(dataset: Dataset) -> "Mask | None":
    """Per row whether it is a result of a student who had support; None where none is."""
    return _mask(storing.supported_of(dataset), dataset.rows)


def _numbered(people: list[list[int]], rows: int) -> "Positions | None":
    from mlcore.pipeline.fitting.keeping_together import numbered_sets

    return numbered_sets(people, rows)


def _mask(positions: Sequence[int], rows: int) -> "Mask | None":
    import numpy as np

    if not positions:
        return None
    marked = np.zeros(rows, dtype=np.bool_)
    marked[list(positions)] = True
    return marked


def _carried(frame: "pd.DataFrame", older: SchemaVersion, newer: SchemaVersion) -> "pd.DataFrame | None":
    from mlcore.pipeline.rows.combining import carried

    if older.name != newer.name or contradictions(older.schema, newer.schema):
        return None
    return carried(frame, newer.schema)
