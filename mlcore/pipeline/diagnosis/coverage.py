"""How often ranges held the real value, measured on rows that neither model nor range had seen."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.calibration.yardsticks import OutOfFold, ends
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.results.diagnosis import LevelCoverage, PartCoverage
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.estimates import wilson

# The lowest, the middle and the highest predictions.
PARTS = 3


def within(rows: OutOfFold, reach: Floats, level: int) -> NDArray[np.float64]:
    """1 where a row lay inside the range of its reaches (n, 98), 0 outside, NaN where there are none."""
    low, high = ends(rows, reach, level)
    inside = ((low <= rows.actual) & (rows.actual <= high)).astype(np.float64)
    return np.where(np.isnan(reach[:, 0]), np.nan, inside)


def coverage(rows: OutOfFold, reach: Floats) -> tuple[LevelCoverage, ...]:
    """Measured coverage of each level."""
    return tuple(_levels(rows, reach, np.ones(len(reach), dtype=np.bool_)))


def coverage_by_part(rows: OutOfFold, reach: Floats) -> tuple[PartCoverage, ...]:
    """Measured coverage of each third of the predictions, the lowest first."""
    cuts = np.quantile(rows.predicted, np.linspace(0, 1, PARTS + 1)[1:-1])
    parts = np.searchsorted(cuts, rows.predicted, side="left")
    return tuple(_part(rows, reach, parts == part) for part in np.unique(parts))


def _part(rows: OutOfFold, reach: Floats, member: NDArray[np.bool_]) -> PartCoverage:
    low, high = float(rows.predicted[member].min()), float(rows.predicted[member].max())
    return PartCoverage(low, high, tuple(_levels(rows, reach, member)))


def _levels(rows: OutOfFold, reach: Floats, member: NDArray[np.bool_]) -> Iterator[LevelCoverage]:
    for level in LEVELS:
        inside = within(rows, reach, level)[member]
        known = inside[~np.isnan(inside)]
        if len(known):
            yield LevelCoverage(level, len(known), wilson(known))
