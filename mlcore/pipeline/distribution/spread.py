"""How far off a model is with any set of missing inputs, told from what each pair of gaps adds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.rows.arrays import Floats

Missing = frozenset[str]


@dataclass(frozen=True)
class Spread:
    """How far off a model is with each set of missing inputs, up to a factor: `known` with none, and per pair of them
    what both add (an input with itself: what it adds alone). Whole numbers, so that no order of adding shows.
    """

    fields: tuple[str, ...]
    known: int
    added: tuple[tuple[int, ...], ...]

    def of(self, missing: Missing) -> float:
        """Never smaller than that of a part of `missing`, where the table is one of `stats.gap_costs`."""
        at = self.places(missing)
        return sqrt(self.known + int(self._table[at][:, at].sum()))

    def around(self, at: Sequence[int]) -> Floats:
        """Of the set of the inputs at these places, then of it without each of them."""
        table = self._table[at][:, at]
        less = table.sum(axis=0) + table.sum(axis=1) - table.diagonal()
        spreads: Floats = np.sqrt(self.known + table.sum() - np.append(0, less))
        return spreads

    def places(self, missing: Missing) -> list[int]:
        return sorted(self._places[slug] for slug in missing)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {slug: place for place, slug in enumerate(self.fields)}

    @cached_property
    def _table(self) -> NDArray[np.int64]:
        return np.array(self.added, dtype=np.int64).reshape(len(self.fields), len(self.fields))
