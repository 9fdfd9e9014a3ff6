"""Ranges as bundles up to format 3 have them: as wide above the value as below it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import numpy as np

from mlcore.pipeline.distribution.by_set import MOST_KEPT, BySet, GapRule
from mlcore.pipeline.distribution.levels import WIDE
from mlcore.pipeline.distribution.spread import Missing, Spread
from mlcore.pipeline.rows.arrays import Floats

Widths = dict[int, float]
Ends = dict[int, tuple[float, float]]


@dataclass(frozen=True)
class HalfWidthRule:
    """`steps` holds spreads, ascending, and the half widths at each."""

    spread: Spread
    steps: tuple[tuple[float, Widths], ...]


@dataclass(frozen=True)
class HalfWidths:
    """Half the width of a range, in units of the target, per set of missing inputs and level in percent.

    `rule` answers for sets that were not measured; bundles up to format 2 have none.
    """

    widths: dict[Missing, Widths]
    rows: int
    rule: HalfWidthRule | None = None
    step: ClassVar[float] = 0.0
    is_constant: ClassVar[bool] = True
    between: ClassVar[None] = None

    def of(self, missing: Missing) -> Widths:
        """Half widths by level, as measured or by the rule. Without a rule those of the smallest measured set that
        contains `missing`; of several, the widest.
        """
        measured = self.widths.get(missing)
        if measured is not None:
            return measured
        if self.rule is None:
            return self.widths[self._covering(missing)]
        return dict(zip(self._levels, self._around(missing)[0].tolist(), strict=True))

    def ends(self, missing: Missing, value: float) -> Ends:
        """Per level where its range ends, as seen from the value."""
        return {level: (-half, half) for level, half in self.of(missing).items()}

    def ends_around(self, missing: Missing, value: float) -> Floats | None:
        """Ends of `missing`, then of it without each of its inputs, (1 + k, levels, 2); None where no rule tells."""
        if self.rule is None:
            return None
        halves = self._around(missing)
        return np.stack([-halves, halves], axis=-1)

    def quantiles(self, missing: Missing, value: float) -> Floats | None:
        """Two widths tell of no others."""
        return None

    def _covering(self, missing: Missing) -> Missing:
        supersets = [pattern for pattern in self.widths if pattern >= missing]
        return min(supersets, key=lambda pattern: (len(pattern), -self.widths[pattern][WIDE]))

    @cached_property
    def _around(self) -> Callable[[Missing], Floats]:
        return lru_cache(MOST_KEPT)(self._by_set.around)

    @cached_property
    def _by_set(self) -> BySet:
        assert self.rule
        spreads = np.array([spread for spread, _ in self.rule.steps])
        rule = GapRule(self.rule.spread, spreads, self._by_level(halves for _, halves in self.rule.steps))
        return BySet(tuple(self.widths), self._by_level(self.widths.values()), rule)

    @cached_property
    def _levels(self) -> list[int]:
        return sorted(next(iter(self.widths.values())))

    def _by_level(self, widths: Iterable[Widths]) -> Floats:
        """(n, levels), the narrowest first."""
        return np.array([[halves[level] for level in self._levels] for halves in widths])

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        widths: list[dict[str, Any]] = [
            {"missing": sorted(missing), "halves": dict(halves)} for missing, halves in self.widths.items()
        ]
        rule = {} if self.rule is None else {"rule": asdict(self.rule)}
        return {"rows": self.rows, "widths": widths} | rule

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "HalfWidths":
        """The ranges that gave `content`."""
        widths = {frozenset(width["missing"]): width["halves"] for width in content["widths"]}
        rule = content.get("rule")
        return cls(widths, content["rows"], rule and HalfWidthRule(Spread(**rule["spread"]), rule["steps"]))
