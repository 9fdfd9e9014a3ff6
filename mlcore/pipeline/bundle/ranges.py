"""Prediction ranges: how wide they are, also with inputs missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.bundle.levels import WIDE

Missing = frozenset[str]
Widths = dict[int, float]


@dataclass(frozen=True)
class Ranges:
    """Half the width of a range, in units of the target, per set of missing inputs and level in percent."""

    widths: dict[Missing, Widths]
    rows: int

    def of(self, missing: Missing) -> Widths:
        """Half widths by level: of a set that was not measured, those of the smallest measured set that contains it.

        Of several, the widest.
        """
        measured = self.widths.get(missing)
        return measured if measured is not None else self.widths[self._covering(missing)]

    def _covering(self, missing: Missing) -> Missing:
        supersets = [pattern for pattern in self.widths if pattern >= missing]
        return min(supersets, key=lambda pattern: (len(pattern), -self.widths[pattern][WIDE]))

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        widths: list[dict[str, Any]] = [
            {"missing": sorted(missing), "halves": dict(halves)} for missing, halves in self.widths.items()
        ]
        return {"rows": self.rows, "widths": widths}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Ranges":
        """The ranges that gave `content`."""
        return cls({frozenset(width["missing"]): width["halves"] for width in content["widths"]}, content["rows"])
