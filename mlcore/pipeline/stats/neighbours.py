"""Nearest neighbours asked again and again: distances add up over columns, so only what changed is measured anew."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.rows.arrays import Floats

Columns = NDArray[np.intp]
# Nanoseconds for one learned row at one step of a walk: adding up a column or two, and finding the nearest.
STEP = 50
# Up to so many distances are kept for rows that are asked about again.
MOST_DISTANCES = 1_000_000


class Neighbours:
    """A fitted KNeighborsRegressor without its tree, which with hundreds of columns looks at every row anyway.

    `parts` may be added up and taken away over columns; `answer` agrees with the estimator but for the rounding of
    sums, by which neighbours that are equally far may be others.
    """

    def __init__(self, estimator: Any) -> None:
        self.learned: Floats = estimator._fit_X
        self._target: Floats = np.ravel(estimator._y)
        self._power, self._count = estimator.p, estimator.n_neighbors
        self._by_column = np.ascontiguousarray(self.learned.T)
        self._by_distance = estimator.weights == "distance"

    @staticmethod
    def is_one(estimator: Any) -> bool:
        """By name, so that a process imports only the library of the model it serves."""
        return type(estimator).__name__ == "KNeighborsRegressor"

    @classmethod
    def kept(cls, estimator: Any, encoded: Floats) -> "KeptDistances | None":
        """For rows (n, p) that are asked about again; None for other estimators, and where there are too many."""
        if not cls.is_one(estimator) or len(encoded) * estimator.n_samples_fit_ > MOST_DISTANCES:
            return None
        return KeptDistances(cls(estimator), encoded)

    def parts(self, encoded: Floats, at: Columns) -> Floats:
        """Of rows (n, p) to what was learned (m, p), what these columns add to distance ** power: (n, m)."""
        from scipy.spatial.distance import cdist

        if not len(at):
            return np.zeros((len(encoded), len(self.learned)))
        measure = "cityblock" if self._power == 1 else "sqeuclidean"
        found: Floats = cdist(encoded[:, at], self.learned[:, at], measure)
        return found

    def by_column(self, row: Floats) -> Floats:
        """Of one row (p,), what each column adds: (p, m)."""
        off = self._by_column - row[:, None]
        return np.abs(off, out=off) if self._power == 1 else np.multiply(off, off, out=off)

    def answer(self, distances: Floats) -> Floats:
        """Predictions (n,) of rows whose distances ** power to what was learned are (n, m)."""
        near = np.argpartition(distances, self._count - 1, axis=1)[:, : self._count]
        known = self._target[near]
        if not self._by_distance:
            return np.asarray(known.mean(axis=1))
        weights = _weights(np.take_along_axis(distances, near, axis=1), self._power)
        return np.asarray((known * weights).sum(axis=1) / weights.sum(axis=1))


def _weights(powered: Floats, power: float) -> Floats:
    """One through the distance; rows that are met exactly count alone."""
    # What was added and taken away may leave less than nothing.
    far = np.maximum(powered, 0.0) ** (1 / power)
    met = far == 0
    return np.where(met.any(axis=1, keepdims=True), met, 1 / np.where(met, 1.0, far))


class KeptDistances:
    """Of rows (n, p), so that a question measures only the columns in which they differ from these."""

    def __init__(self, neighbours: Neighbours, encoded: Floats) -> None:
        self._neighbours, self._encoded = neighbours, encoded
        self._all = neighbours.parts(encoded, np.arange(encoded.shape[1]))

    def predict(self, changed: Floats) -> Floats:
        """Of the same rows with some columns changed: (n,)."""
        at = np.flatnonzero((changed != self._encoded).any(axis=0))
        if 2 * len(at) > changed.shape[1]:
            return self._neighbours.answer(self._neighbours.parts(changed, np.arange(changed.shape[1])))
        gone, come = (self._neighbours.parts(rows, at) for rows in (self._encoded, changed))
        return self._neighbours.answer(self._all - gone + come)


@dataclass(frozen=True, kw_only=True)
class NeighbourWalks:
    """As `explanation.Walks`, for nearest neighbours: each step of a walk changes the distances by one field."""

    neighbours: Neighbours
    own: Floats
    background: Floats
    owners: Columns
    fields: int
    pooled_again: Callable[[Floats], Floats]

    def along(self, order: Columns, some: Columns) -> Floats:
        """Mean prediction (fields + 1,) over some of the background; a mean of targets needs no clipping."""
        return np.mean([self._of_one(order, self.background[one]) for one in some], axis=0)

    def _of_one(self, order: Columns, other: Floats) -> Floats:
        columns = np.argsort(self._rank(order)[self.owners[self._single]], kind="stable")
        theirs = self.neighbours.by_column(other)[self._single]
        grown = np.cumsum((self._mine - theirs)[columns], axis=0)
        ends = np.cumsum(np.bincount(self.owners[self._single], minlength=self.fields)[order])
        changes = np.concatenate([np.zeros((1, grown.shape[1])), grown])[np.concatenate([[0], ends])]
        return self.neighbours.answer(theirs.sum(axis=0) + changes + self._of_pooled(order, other))

    def _of_pooled(self, order: Columns, other: Floats) -> Floats | float:
        """What the columns that are made of several fields add, at each step."""
        pooled = np.flatnonzero(self.owners < 0)
        if not len(pooled):
            return 0.0
        is_own = self._rank(order)[self.owners] < np.arange(self.fields + 1)[:, None]
        return self.neighbours.parts(self.pooled_again(np.where(is_own, self.own, other)), pooled)

    def _rank(self, order: Columns) -> Columns:
        rank = np.empty(self.fields + 1, dtype=np.intp)
        rank[order], rank[-1] = np.arange(self.fields), self.fields
        return rank

    @cached_property
    def _single(self) -> Columns:
        return np.flatnonzero(self.owners >= 0)

    @cached_property
    def _mine(self) -> Floats:
        return self.neighbours.by_column(self.own[0])[self._single]
