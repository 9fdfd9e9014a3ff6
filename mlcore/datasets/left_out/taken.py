"""The rows of a dataset without some of them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mlcore.datasets import storing
from mlcore.models import Dataset

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Taken:
    """All rows but those at the positions `without`; people and support are told by places among those that are
    left."""

    dataset: Dataset
    without: Sequence[int] = ()

    @property
    def frame(self) -> "pd.DataFrame":
        """Raises RowsDeleted."""
        return self.of(storing.frame_of(self.dataset))

    def of(self, frame: "pd.DataFrame") -> "pd.DataFrame":
        """All rows of the dataset in other columns, without those that are not taken."""
        return frame.drop(index=frame.index[list(self.without)]).reset_index(drop=True) if self.without else frame

    @property
    def rows(self) -> int:
        return self.dataset.rows - len(self._gone)

    @property
    def people(self) -> list[list[int]]:
        return [self.still(person) for person in storing.people_of(self.dataset)]

    @property
    def supported(self) -> list[int]:
        return self.still(storing.supported_of(self.dataset))

    def still(self, positions: Sequence[int]) -> list[int]:
        """Where those of these rows are that are left."""
        if not self.without:
            return list(positions)
        return [position - self._before(position) for position in positions if position not in self._gone]

    @cached_property
    def _gone(self) -> frozenset[int]:
        return frozenset(self.without)

    def _before(self, position: int) -> int:
        """How many that went stood before it."""
        return bisect_left(self._sorted, position)

    @cached_property
    def _sorted(self) -> list[int]:
        return sorted(self._gone)
