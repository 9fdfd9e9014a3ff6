"""Levels of a class: students whose order is too close to call stand on one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mlcore.pipeline.distribution.distribution import SHARES
from mlcore.pipeline.rows.arrays import Floats

if TYPE_CHECKING:
    from mlcore.pipeline.distribution.distribution import Distribution

# An order that is right less often than this is too close to call.
RIGHT = 0.75
PARTS = 512


def chances_of_order(students: "Sequence[Distribution]") -> Floats:
    """How often the student of a row reaches more than that of a column, (n, n); of ties each gets half.

    As if what the model leaves open were each student's own: what students of a class share would cancel out, so that
    their order is right at least so often.
    """
    quantiles = np.array([student.quantiles for student in students])
    grid = np.linspace(quantiles.min(), quantiles.max(), PARTS + 1)
    # Beyond the outermost percentages lies one in a hundred on each side: at the ends of the grid, as far as is known.
    below = np.array([np.interp(grid, own, SHARES, left=0.0, right=1.0) for own in quantiles])
    below = np.pad(below, ((0, 0), (1, 1)), constant_values=((0, 0), (0.0, 1.0)))
    found: Floats = np.diff(below) @ ((below[:, 1:] + below[:, :-1]) / 2).T
    return found


def levels(values: Sequence[float], students: "Sequence[Distribution]", right: float = RIGHT) -> list[list[int]]:
    """Places of the n students, the highest level first; on each by their value.

    Two students on different levels are in the right order at least so often, whichever two they are; so those between
    two that are too close stand with them. Nobody stands on two levels.
    """
    if not students:
        return []
    order = np.argsort(-np.asarray(values, dtype=np.float64), kind="stable")
    too_close = np.triu(chances_of_order([students[place] for place in order]) < right, 1)
    places = np.arange(len(order))
    # The last one that each is too close to, then the last that anybody up to here is too close to.
    last = np.where(too_close.any(axis=1), len(order) - 1 - too_close[:, ::-1].argmax(axis=1), places)
    ends = np.flatnonzero(np.maximum.accumulate(last) == places) + 1
    return [part.tolist() for part in np.split(order, ends[:-1])]
