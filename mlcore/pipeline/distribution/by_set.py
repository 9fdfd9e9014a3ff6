"""Figures that grow with what is missing, looked up by the set of missing inputs, also where it was not measured."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.distribution.spread import Missing, Spread
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.straight_lines import between

EVERY = slice(None)
# Sets of missing inputs that were not measured and whose figures are kept in memory.
MOST_KEPT = 4_096


@dataclass(frozen=True)
class GapRule:
    """Figures of sets that were not measured: those of measured sets with about as large a spread.

    `spreads` (s,) ascend, `figures` (s, c) belong to them; in between they lie on a straight line.
    """

    spread: Spread
    spreads: Floats
    figures: Floats

    def of(self, spreads: Floats, columns: slice | Sequence[int] = EVERY) -> Floats:
        """Figures at spreads (k,), as (k, c)."""
        first, second, part = between(self.spreads, spreads)
        figures = self.figures[:, columns]
        near, far = figures[first], figures[second]
        # Never above the upper end, which the sum could be by its last digit.
        return np.minimum(far, near + part * (far - near))


@dataclass(frozen=True)
class BySet:
    """Figures (m, c) of m measured sets, the same figure never smaller where more is missing; a rule for all others."""

    sets: tuple[Missing, ...]
    figures: Floats
    rule: GapRule

    def of(self, missing: Missing) -> Floats:
        """Figures (c,): as measured, or else by the rule, between those of the measured sets that are part of `missing`
        or contain it."""
        place = self._places.get(missing)
        return self.figures[place] if place is not None else self.around(missing, less=False)[0]

    def around(self, missing: Missing, columns: slice | Sequence[int] = EVERY, *, less: bool = True) -> Floats:
        """By the rule, figures of `missing`, then with `less` of it without each of its inputs in the order of the
        fields: of shape (1 + k, c).
        """
        at = self.rule.spread.places(missing)
        lacks = np.zeros((len(self.sets), 1 + len(at)), dtype=np.bool_)
        lacks[:, 1:] = ~self._members[:, at]
        lacking = lacks.sum(axis=1)
        wholes = lacking[:, None] == lacks
        lacks[:, 0] = True
        parts = (self._sizes == len(at) - lacking)[:, None] & lacks
        spreads, wanted = self.rule.spread.around(at), EVERY if less else slice(1)
        found = self.rule.of(spreads[wanted], columns)
        return self._bounded(found, columns, parts[:, wanted], wholes[:, wanted])

    def _bounded(
        self, found: Floats, columns: slice | Sequence[int], parts: NDArray[np.bool_], wholes: NDArray[np.bool_]
    ) -> Floats:
        """Of k sets; `parts` and `wholes` (m, k) say which measured ones are a part of each and which contain it."""
        measured = self.figures[:, None, columns]
        least = np.where(parts[..., None], measured, -np.inf).max(axis=0)
        most = np.where(wholes[..., None], measured, np.inf).min(axis=0)
        bounded: Floats = np.minimum(np.maximum(found, least), most)
        return bounded

    @cached_property
    def _places(self) -> Mapping[Missing, int]:
        return {missing: place for place, missing in enumerate(self.sets)}

    @cached_property
    def _members(self) -> NDArray[np.bool_]:
        """Which inputs each measured set has, (m, p)."""
        return np.array([[slug in measured for slug in self.rule.spread.fields] for measured in self.sets])

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        return self._members.sum(axis=1)
