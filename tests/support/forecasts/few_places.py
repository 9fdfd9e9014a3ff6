"""Classes for which a few places are drawn, and what became of those who got one."""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.forecast.group import cut, drawn, expected_below


def allotted(
    students: Sequence[Distribution], results: np.ndarray, likely: Sequence[float], places: int, mark: float, seed: str
) -> tuple[float, int, bool, int]:
    """Of those who got a place: how many were expected below the mark, how many were, whether that lay in the interval;
    then for how many there was a lot."""
    found = cut(students, mark, places)
    chosen = [*found.surely, *drawn(found.close, places - len(found.surely), seed)]
    told = expected_below([students[at] for at in chosen], mark, likely)
    happened = int((results[chosen] < mark).sum())
    return told.expected, happened, told.low <= happened <= told.high, len(found.close)
