"""Rows of figures between known places, on straight lines."""

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.rows.arrays import Floats

Places = NDArray[np.intp]


def between(known: Floats, at: Floats) -> tuple[Places, Places, Floats]:
    """For each of `at` (k,) the places of the two of `known` (w,), ascending, around it, and which part of the way from
    the first to the second it has gone, (k, 1); beyond the ends both are the outermost."""
    above = np.searchsorted(known, at, side="right")
    first, second = np.maximum(above - 1, 0), np.minimum(above, len(known) - 1)
    apart = known[second] - known[first]
    part = np.clip((at - known[first]) / np.where(apart > 0, apart, 1.0), 0.0, 1.0)
    return first, second, part[:, None]
