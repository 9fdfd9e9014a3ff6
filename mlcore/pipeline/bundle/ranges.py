"""Prediction ranges: how wide they are, also with inputs missing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.levels import WIDE
from mlcore.pipeline.rows.arrays import Floats

Missing = frozenset[str]
Widths = dict[int, float]
# Sets of missing inputs that were not measured and whose widths are kept in memory.
MOST_KEPT = 4_096


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
        at = self.places(missing)
        return sqrt(self.known + int(self._table[at][:, at].sum()))

    def around(self, at: Sequence[int]) -> Floats:
        """Of the set of the inputs at these places, then of it without each of them."""
        table = self._table[at][:, at]
        less = table.sum(axis=0) + table.sum(axis=1) - table.diagonal()
        spreads: Floats = np.sqrt(self.known + table.sum() - np.append(0, less))
        return spreads

    def places(self, missing: Missing) -> list[int]:
        return sorted(self._places[slug] for slug in missing)

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

    def of(self, spreads: Floats) -> Floats:
        """Half widths at spreads (k,), as (k, levels)."""
        above = np.searchsorted(self._spreads, spreads, side="right")
        first, second = np.maximum(above - 1, 0), np.minimum(above, len(self.steps) - 1)
        apart = self._spreads[second] - self._spreads[first]
        part = np.clip((spreads - self._spreads[first]) / np.where(apart > 0, apart, 1.0), 0.0, 1.0)[:, None]
        narrow, wide = self._halves[first], self._halves[second]
        # Never above the upper end, which the sum could be by its last digit.
        return np.minimum(wide, narrow + part * (wide - narrow))

    @cached_property
    def _spreads(self) -> Floats:
        return np.array([spread for spread, _ in self.steps])

    @cached_property
    def _halves(self) -> Floats:
        return _by_level([halves for _, halves in self.steps])


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
        if self.rule is None:
            return self.widths[self._covering(missing)]
        return dict(zip(self._levels, self.around(missing)[0].tolist(), strict=True))

    @cached_property
    def around(self) -> Callable[[Missing], Floats]:
        """By the rule, half widths of `missing`, then of it without each of its inputs in the order of the fields: of
        shape (1 + k, levels), the narrowest level first.
        """
        return lru_cache(MOST_KEPT)(self._around)

    def _covering(self, missing: Missing) -> Missing:
        supersets = [pattern for pattern in self.widths if pattern >= missing]
        return min(supersets, key=lambda pattern: (len(pattern), -self.widths[pattern][WIDE]))

    def _around(self, missing: Missing) -> Floats:
        assert self.rule
        at = self.rule.spread.places(missing)
        lacks = np.zeros((len(self.widths), 1 + len(at)), dtype=np.bool_)
        lacks[:, 1:] = ~self._members[:, at]
        lacking = lacks.sum(axis=1)
        wholes = lacking[:, None] == lacks
        lacks[:, 0] = True
        parts = (self._sizes == len(at) - lacking)[:, None] & lacks
        return self._bounded(self.rule.of(self.rule.spread.around(at)), parts, wholes)

    def _bounded(self, halves: Floats, parts: NDArray[np.bool_], wholes: NDArray[np.bool_]) -> Floats:
        """Of k sets; `parts` and `wholes` (m, k) say which measured ones are a part of each and which contain it."""
        measured = self._halves[:, None]
        least = np.where(parts[..., None], measured, -np.inf).max(axis=0)
        most = np.where(wholes[..., None], measured, np.inf).min(axis=0)
        found: Floats = np.minimum(np.maximum(halves, least), most)
        return found

    @cached_property
    def _levels(self) -> list[int]:
        return sorted(next(iter(self.widths.values())))

    @cached_property
    def _halves(self) -> Floats:
        return _by_level(self.widths.values())

    @cached_property
    def _members(self) -> NDArray[np.bool_]:
        """Which inputs each measured set has, (m, p)."""
        assert self.rule
        return np.array([[slug in measured for slug in self.rule.spread.fields] for measured in self.widths])

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        return self._members.sum(axis=1)

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


def _by_level(widths: Iterable[Widths]) -> Floats:
    """(n, levels), the narrowest first."""
    return np.array([[halves[level] for level in sorted(halves)] for halves in widths])
