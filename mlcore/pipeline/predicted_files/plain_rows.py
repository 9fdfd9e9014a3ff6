"""Rows of which everything is known and was seen in training, answered column by column: most rows of most files."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.files.checker import Kept
from mlcore.pipeline.rows.arrays import Floats

NOTHING: frozenset[str] = frozenset()


class PlainRows:
    """The same figures as `Bundle.predict` gives, bit for bit."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def which(self, columns: Mapping[str, Kept]) -> NDArray[np.bool_]:
        """Of n rows those that get no warning, (n,)."""
        found = np.ones(len(next(iter(columns.values()))), dtype=np.bool_)
        for slug, learned in self._bundle.encoder.learned_.items():
            column = columns[slug]
            if column.dtype != np.float64:
                seen = frozenset(learned.choices)
                found &= np.fromiter((value in seen for value in column), dtype=np.bool_, count=len(column))
            elif learned.minimum is None or learned.maximum is None:
                found[:] = False
            else:
                found &= (column >= learned.minimum) & (column <= learned.maximum)
        return found

    def figures(self, values: Floats) -> Floats:
        """Value, then both ends of each level, of n such rows: (n, 1 + 2 levels)."""
        low, high = self._bounds
        if self._bundle.ranges.is_constant:
            ends = self._bundle.ranges.ends(NOTHING, 0.0)
            offsets = [ends[level] for level in LEVELS]
            pairs = [(values + below, values + above) for below, above in offsets]
        else:
            each = [self._bundle.ranges.ends(NOTHING, value) for value in values.tolist()]
            found = np.array([[one[level] for level in LEVELS] for one in each]).reshape(len(values), len(LEVELS), 2)
            pairs = [(values + found[:, place, 0], values + found[:, place, 1]) for place in range(len(LEVELS))]
        columns = [end for below, above in pairs for end in (np.maximum(low, below), np.minimum(high, above))]
        return np.column_stack([values, *columns])

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        return self._bundle.schema.field(self._bundle.task.target).bounds
