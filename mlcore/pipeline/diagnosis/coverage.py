"""How often ranges held the real value, measured on rows that neither model nor range had seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.levels import LEVELS
from mlcore.pipeline.fitting.calibration import conformal_quantile
from mlcore.pipeline.fitting.folds import Fold
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.estimates import wilson

FEWEST_ERRORS = 10  # a 90 % range cannot be had from fewer


def within(errors: Floats, folds: Sequence[Fold], level: int) -> NDArray[np.float64]:
    """1 where a row lay inside a range as wide as the errors (n,) of all other folds ask for, 0 outside, NaN unknown.

    A fold's own errors are left out of its width: a quantile measured on its own rows would hold by construction.
    """
    inside = np.full(len(errors), np.nan)
    for _, validation in folds:
        others = np.delete(errors, validation)
        if len(others) >= FEWEST_ERRORS:
            inside[validation] = errors[validation] <= conformal_quantile(others, level)
    return inside


def coverage(errors: Floats, folds: Sequence[Fold]) -> tuple[LevelCoverage, ...]:
    """Measured coverage of each level from absolute out-of-fold errors of shape (n,)."""
    by_level = ((level, within(errors, folds, level)) for level in LEVELS)
    measured = ((level, inside[~np.isnan(inside)]) for level, inside in by_level)
    return tuple(LevelCoverage(level, len(inside), wilson(inside)) for level, inside in measured if len(inside))
