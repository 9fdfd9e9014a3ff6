"""Prediction ranges: how wide they are, also with inputs missing."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.levels import WIDE

Missing = frozenset[str]
Widths = dict[int, float]
# Sets of missing inputs that were not measured and whose widths are kept in memory.
MOST_KEPT = 16_384


@dataclass(frozen=True)
class Spread:
    """How far off a model is with each set of missing inputs, up to a factor: `known` with none, and per pair of them
    what both add (an input with itself: what it adds alone). Whole numbers, so that no order of adding shows.
    """

    fields: tuple[str, ...]
    known: int
    added: tuple[tuple[int, ...], ...]

    def of(self, missing: Missing) -> float:
        """Never smaller than that of a part of `missing`, where the table is one of `stats.gap_costs`."""
        at = [self._places[slug] for slug in missing]
        return sqrt(self.known + int(self._table[at][:, at].sum()))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {slug: place for place, slug in enumerate(self.fields)}

    @cached_property
    def _table(self) -> NDArray[np.int64]:
        return np.array(self.added, dtype=np.int64).reshape(len(self.fields), len(self.fields))


@dataclass(frozen=True)
class GapRule:
    """Half widths of sets that were not measured: those of measured sets with about as large a spread.

    `steps` holds spreads, ascending, and the half widths at each; in between they lie on a straight line.
    """

    spread: Spread
    steps: tuple[tuple[float, Widths], ...]

    def of(self, missing: Missing) -> Widths:
        low, high, part = self.between(self.spread.of(missing))
        # Never above the upper end, which the sum could be by its last digit.
        return {level: min(high[level], half + part * (high[level] - half)) for level, half in low.items()}

    def between(self, spread: float) -> tuple[Widths, Widths, float]:
        """The two steps that a spread lies between, and how far it is from the first to the second (0 to 1)."""
        above = bisect_right(self._spreads, spread)
        if above in (0, len(self.steps)):
            _, end = self.steps[max(0, above - 1)]
            return end, end, 0.0
        (low, narrow), (high, wide) = self.steps[above - 1 : above + 1]
        return narrow, wide, (spread - low) / (high - low)

    @cached_property
    def _spreads(self) -> list[float]:
        return [spread for spread, _ in self.steps]


@dataclass(frozen=True)
class Ranges:
    """Half the width of a range, in units of the target, per set of missing inputs and level in percent.

    `rule` answers for sets that were not measured; bundles up to format 2 have none.
    """

    widths: dict[Missing, Widths]
    rows: int
    rule: GapRule | None = None

    def of(self, missing: Missing) -> Widths:
        """Half widths by level: as measured, or else by the rule, between those of the measured sets that are part of
        `missing` or contain it. Without a rule those of the smallest measured set that contains it; of several, the
        widest.
        """
        measured = self.widths.get(missing)
        if measured is not None:
            return measured
        return self.widths[self._covering(missing)] if self.rule is None else self._by_rule(missing)

    def _covering(self, missing: Missing) -> Missing:
        supersets = [pattern for pattern in self.widths if pattern >= missing]
        return min(supersets, key=lambda pattern: (len(pattern), -self.widths[pattern][WIDE]))

    @cached_property
    def _by_rule(self) -> Callable[[Missing], Widths]:
        return lru_cache(MOST_KEPT)(self._bounded)

    def _bounded(self, missing: Missing) -> Widths:
        assert self.rule
        parts = [halves for pattern, halves in self.widths.items() if pattern < missing]
        wholes = [halves for pattern, halves in self.widths.items() if pattern > missing]
        return {
            level: min(max(half, *_of(level, parts)), *_of(level, wholes))
            for level, half in self.rule.of(missing).items()
        }

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        widths: list[dict[str, Any]] = [
            {"missing": sorted(missing), "halves": dict(halves)} for missing, halves in self.widths.items()
        ]
        rule = {} if self.rule is None else {"rule": asdict(self.rule)}
        return {"rows": self.rows, "widths": widths} | rule

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Ranges":
        """The ranges that gave `content`."""
        widths = {frozenset(width["missing"]): width["halves"] for width in content["widths"]}
        rule = content.get("rule")
        return cls(widths, content["rows"], rule and GapRule(Spread(**rule["spread"]), rule["steps"]))


def _of(level: int, measured: Iterable[Widths]) -> list[float]:
    return [halves[level] for halves in measured]
