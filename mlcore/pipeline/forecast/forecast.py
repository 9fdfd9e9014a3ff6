"""What to expect of a class, from what each of its students may get."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf

import numpy as np
from scipy.special import ndtr, ndtri

from mlcore.pipeline.distribution.distribution import SHARES, Distribution
from mlcore.pipeline.forecast.counts import Count, count, expected
from mlcore.pipeline.forecast.means import MIDDLES, Mean, mean
from mlcore.pipeline.forecast.shifts import ALONE, Shifts, shifts
from mlcore.pipeline.rows.arrays import Floats


@dataclass(frozen=True)
class ClassForecast:
    """Of at least one student. `likely` holds equally likely shares of what a model leaves open that a class has in
    common (`Between.likely`); with none of it, students move alone.

    The same whatever the order of the students, to the last bit.
    """

    students: tuple[Distribution, ...]
    likely: tuple[float, ...] = ALONE

    @classmethod
    def of(cls, students: Iterable[Distribution], likely: Sequence[float] = ALONE) -> "ClassForecast":
        return cls(tuple(sorted(students, key=lambda one: one.quantiles.tolist())), tuple(likely))

    @cached_property
    def mean(self) -> Mean:
        """Of their results, each rounded to its step and within its bounds."""
        lows, highs = zip(*(one.bounds for one in self.students), strict=True)
        return mean(np.stack([_results(one) for one in self.students]), self._shifts).within(min(lows), max(highs))

    def count(self, low: float = -inf, high: float = inf) -> Count:
        """How many get `low` or more and less than `high`, each result rounded to its step."""
        return count(self._below(high) - self._below(low), self._shifts)

    def expected(self, low: float = -inf, high: float = inf) -> float:
        """As `count`, where nobody asks for its interval."""
        return expected(self._below(high) - self._below(low), self._shifts)

    @cached_property
    def _below(self) -> Callable[[float], Floats]:
        """How likely each is below a score, given each shift, (k, n); grades that meet ask for the same one."""
        return cache(self._below_score)

    def _below_score(self, score: float) -> Floats:
        shares = np.array([1.0 - one.chance_of(score) for one in self.students])
        return self._shifts.below(ndtri(shares))

    @cached_property
    def _shifts(self) -> Shifts:
        return shifts(self.likely)


def _results(one: Distribution) -> Floats:
    """In each part of a student's distribution, (162,)."""
    found = np.interp(ndtr(MIDDLES), SHARES, one.quantiles)
    if one.step:
        found = np.round(found / one.step) * one.step
    return np.clip(found, *one.bounds)
