"""A predictive distribution per set of missing inputs: quantiles of residuals of rows that the model had not seen."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from mlcore.pipeline.distribution.by_set import MOST_KEPT, BySet, GapRule
from mlcore.pipeline.distribution.half_widths import Ends
from mlcore.pipeline.distribution.quantiles import ENDS, PERCENTS, quantiles
from mlcore.pipeline.distribution.spread import Missing, Spread
from mlcore.pipeline.results.between import Between
from mlcore.pipeline.rows.arrays import Floats

# Columns of both ends of each level, the narrowest level first.
ENDS_IN_ORDER = [column for level in sorted(ENDS) for column in ENDS[level]]


@dataclass(frozen=True)
class Residuals:
    """Signed quantiles (a, 98) at a predictions `at`, ascending; in between they lie on a straight line."""

    at: tuple[float, ...]
    quantiles: Floats

    def ends(self, value: float) -> Ends:
        if len(self.at) == 1:
            return self._ends[0]
        place, part = _between(self.at, value)
        near, far = self._ends[place], self._ends[min(place + 1, len(self.at) - 1)]
        if part == 0.0:
            return near
        return {
            level: (low + part * (far[level][0] - low), high + part * (far[level][1] - high))
            for level, (low, high) in near.items()
        }

    def around(self, value: float) -> Floats:
        """Of shape (98,)."""
        place, part = _between(self.at, value)
        near, far = self.quantiles[place], self.quantiles[min(place + 1, len(self.at) - 1)]
        return near if part == 0.0 else near + part * (far - near)

    @cached_property
    def _ends(self) -> list[Ends]:
        return [
            {level: (row[low], row[high]) for level, (low, high) in ENDS.items()} for row in self.quantiles.tolist()
        ]


@dataclass(frozen=True, kw_only=True)
class PredictiveSystem:
    """Conformal predictive system per set of missing inputs, of residuals of `rows` rows.

    `by_set` holds reaches (`quantiles.reaches`), those at each of the predictions `at` one after the other: one place
    where residuals count whatever is predicted, else the residuals near each. `step` is what results are counted in,
    0 where they may lie anywhere. `between` says how far students of one group are off together; None where the rows
    name no groups, and where an older release measured.
    """

    at: tuple[float, ...]
    by_set: BySet
    rows: int
    step: float = 0.0
    between: Between | None = None

    @property
    def is_constant(self) -> bool:
        """Whether ranges are equally wide whatever is predicted."""
        return len(self.at) == 1

    def ends(self, missing: Missing, value: float) -> Ends:
        """Per level where its range ends, as seen from the value."""
        return self.of(missing).ends(value)

    def ends_around(self, missing: Missing, value: float) -> Floats:
        """Ends of `missing`, then of it without each of its inputs, (1 + k, levels, 2)."""
        place, part = _between(self.at, value)
        near, far = self._around(missing, place)
        return near + part * (far - near)

    def quantiles(self, missing: Missing, value: float) -> Floats:
        """Of the residual, in units of the target, at PERCENTS."""
        return self.of(missing).around(value)

    @cached_property
    def of(self) -> Callable[[Missing], Residuals]:
        """What is told of rows that lack just these inputs."""
        return lru_cache(MOST_KEPT)(self._of)

    def _of(self, missing: Missing) -> Residuals:
        reach = self.by_set.of(missing).reshape(len(self.at), len(PERCENTS))
        return Residuals(self.at, quantiles(reach))

    @cached_property
    def _around(self) -> Callable[[Missing, int], tuple[Floats, Floats]]:
        return lru_cache(MOST_KEPT)(self._ends_around)

    def _ends_around(self, missing: Missing, place: int) -> tuple[Floats, Floats]:
        """At a place and the next one, each of shape (1 + k, levels, 2): of very many inputs, all places would take a
        second and much memory."""
        places = list(dict.fromkeys((place, min(place + 1, len(self.at) - 1))))
        columns = [one * len(PERCENTS) + column for one in places for column in ENDS_IN_ORDER]
        reach = self.by_set.around(missing, columns)
        ends = reach.reshape(len(reach), len(places), len(ENDS), 2) * np.array([-1.0, 1.0])
        return ends[:, 0], ends[:, -1]

    def to_dict(self) -> dict[str, Any]:
        """Plain data and arrays."""
        rule = self.by_set.rule
        reaches, steps = (figures.astype(np.float32) for figures in (self.by_set.figures, rule.figures))
        return {
            "rows": self.rows,
            "step": self.step,
            "between": self.between and asdict(self.between) | {"likely": list(self.between.likely)},
            "at": list(self.at),
            "sets": [sorted(missing) for missing in self.by_set.sets],
            "reaches": reaches,
            "rule": {
                "spread": asdict(rule.spread),
                "spreads": rule.spreads,
                "reaches": rule.figures.astype(np.float32),
            },
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "PredictiveSystem":
        """The system that gave `content`."""
        kept = content["rule"]
        rule = GapRule(Spread(**kept["spread"]), kept["spreads"], kept["reaches"].astype(np.float64))
        sets = tuple(map(frozenset, content["sets"]))
        by_set = BySet(sets, content["reaches"].astype(np.float64), rule)
        between = content.get("between")
        return cls(
            at=tuple(content["at"]),
            by_set=by_set,
            rows=content["rows"],
            step=content["step"],
            between=between and Between(**between | {"likely": tuple(between["likely"])}),
        )


def _between(at: tuple[float, ...], value: float) -> tuple[int, float]:
    """The place of the last of `at` that is not above the value, and which part of the way to the next it has gone."""
    if len(at) == 1 or value <= at[0]:
        return 0, 0.0
    place = bisect_right(at, value) - 1
    if place == len(at) - 1:
        return place, 0.0
    return place, (value - at[place]) / (at[place + 1] - at[place])
