"""Quantiles of signed residuals, as a conformal predictive system has them."""

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.rows.arrays import Floats

# In percent, ascending. The middle one is left out: what lies below it reaches downwards, what lies above it upwards.
PERCENTS = (*range(1, 50), *range(51, 100))
LOWER = np.array(PERCENTS) < 50
OUTWARD = np.where(LOWER, -1.0, 1.0)
# Columns of the lower and upper end of the range of each level.
ENDS = {level: (PERCENTS.index((100 - level) // 2), PERCENTS.index((100 + level) // 2)) for level in LEVELS}
# Columns of what lies at the ends of a range or beyond: never on the other side of the value.
TAILS = np.abs(np.array(PERCENTS) - 50) >= min(LEVELS) // 2


def reaches(residuals: Floats, unknown: float) -> Floats:
    """How far results lie from the prediction, outward: per percentage of PERCENTS (98,), in units of the target.

    `residuals` (n,) are actual minus predicted, of rows the model had not seen. Of n + 1 exchangeable rows at least the
    asked share lies inside: the floor(p (n + 1))-th smallest residual below the middle, the ceil(p (n + 1))-th above it
    (Vovk et al. 2017, Nonparametric predictive distributions based on conformal prediction). `unknown` stands where n
    rows are too few to tell.
    """
    ordered = np.concatenate([[-unknown], np.sort(residuals), [unknown]])
    found: Floats = ordered[ranks(len(residuals))] * OUTWARD
    return found


def ranks(rows: int) -> NDArray[np.intp]:
    """Per percentage the place of its residual among `rows` of them, from 1; 0 and rows + 1 where there is none."""
    products = np.array(PERCENTS) * (rows + 1)
    return np.where(LOWER, products // 100, -(-products // 100)).astype(np.intp)


def quantiles(reach: Floats) -> Floats:
    """Signed and ascending along the last axis, from reaches of shape (..., 98)."""
    return np.sort(reach * OUTWARD, axis=-1)


def conformal_quantile(errors: Floats, level: int) -> float:
    """The ceil((n + 1) * level / 100)-th smallest absolute error (n,). Raises TrainingError where n is too small."""
    rank = -(-(len(errors) + 1) * level // 100)
    if rank > len(errors):
        needed = -(-level // (100 - level))
        told = N_("%(rows)s rows are too few for a %(level)s %% range; at least %(needed)s are needed")
        raise TrainingError(told, rows=len(errors), level=level, needed=needed)
    return float(np.partition(errors, rank - 1)[rank - 1])
