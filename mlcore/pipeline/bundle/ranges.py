"""Prediction ranges: how far out-of-fold predictions were off, also with inputs missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.levels import LEVELS, WIDE
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field

if TYPE_CHECKING:
    import pandas as pd

# Pairs of missing inputs are measured one by one up to this many inputs; beyond, a superset answers for them.
MOST_FIELDS_IN_PAIRS = 12
# More rows would not move a quantile of the blanked rows by anything that shows.
MOST_BLANKED_ROWS = 5_000

Missing = frozenset[str]
Positions = NDArray[np.intp]
Fit = Callable[[Positions], Callable[["pd.DataFrame"], Floats]]
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
        widths = [{"missing": sorted(missing), "halves": dict(halves)} for missing, halves in self.widths.items()]
        return {"rows": self.rows, "widths": widths}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "Ranges":
        """The ranges that gave `content`."""
        return cls({frozenset(one["missing"]): one["halves"] for one in content["widths"]}, content["rows"])

    @classmethod
    def calibrate(
        cls,
        fields: Sequence[Field],
        inputs: "pd.DataFrame",
        target: Floats,
        bounds: tuple[float, float],
        folds: Sequence[tuple[Positions, Positions]],
        fit: Fit,
    ) -> "Ranges":
        """Conformal half widths from out-of-fold residuals (CV+ in its symmetric form; Barber et al. 2021).

        `fit(positions)` learns from those rows of `inputs` (n, fields) and `target` (n,) and gives a function
        from a frame to predictions, which are clipped to `bounds` like served ones. Every set of missing inputs is
        measured by blanking those inputs in the held-out rows. Raises TrainingError where the rows are too few.
        """
        patterns = _patterns(fields)
        naturally = {field.slug: inputs[field.slug].isna().to_numpy() for field in fields}
        errors: dict[Missing, list[Floats]] = {pattern: [] for pattern in patterns}
        usable: dict[Missing, list[NDArray[np.bool_]]] = {pattern: [] for pattern in patterns}
        share = -(-len(inputs) // MOST_BLANKED_ROWS)
        for learned, looked_at in folds:
            predict = fit(learned)
            for pattern in patterns:
                at = looked_at[::share] if pattern else looked_at
                predicted = np.clip(predict(_blanked(inputs.iloc[at], fields, pattern)), *bounds)
                errors[pattern].append(np.abs(target[at] - predicted))
                usable[pattern].append(_nothing_else_missing(naturally, pattern, at))
        return cls(_never_narrower(_measure(errors, usable)), len(target))


def conformal_quantile(errors: Floats, level: int) -> float:
    """The ceil((n + 1) * level / 100)-th smallest error. Raises TrainingError where n is too small for it."""
    rank = -(-(len(errors) + 1) * level // 100)
    if rank > len(errors):
        needed = -(-level // (100 - level))
        raise TrainingError(f"{len(errors)} rows are too few for a {level} % range; at least {needed} are needed")
    return float(np.partition(errors, rank - 1)[rank - 1])


def _patterns(fields: Sequence[Field]) -> list[Missing]:
    slugs = [field.slug for field in fields]
    numbers = frozenset(field.slug for field in fields if field.is_number)
    singles = [frozenset([slug]) for slug in slugs]
    pairs = map(frozenset, combinations(slugs, 2)) if len(slugs) <= MOST_FIELDS_IN_PAIRS else []
    together = [numbers, frozenset(slugs) - numbers, frozenset(slugs)]
    return sorted({frozenset(), *singles, *pairs, *together}, key=lambda pattern: (len(pattern), sorted(pattern)))


def _blanked(rows: "pd.DataFrame", fields: Sequence[Field], missing: Missing) -> "pd.DataFrame":
    gone = [field for field in fields if field.slug in missing]
    return rows.assign(**{field.slug: np.nan if field.is_number else None for field in gone})


def _nothing_else_missing(
    naturally: dict[str, NDArray[np.bool_]], pattern: Missing, at: Positions
) -> NDArray[np.bool_]:
    others = [missing[at] for slug, missing in naturally.items() if slug not in pattern]
    return ~np.logical_or.reduce(others) if others else np.ones(len(at), dtype=np.bool_)


def _measure(
    errors: dict[Missing, list[Floats]], usable: dict[Missing, list[NDArray[np.bool_]]]
) -> dict[Missing, Widths]:
    widths = {}
    for pattern, parts in errors.items():
        all_rows = np.concatenate(parts)
        alike = all_rows[np.concatenate(usable[pattern])]
        # Rows that lack other inputs too are off by more; they count only where hardly any row lacks nothing else.
        residuals = alike if len(alike) >= min(100, len(all_rows) / 2) else all_rows
        widths[pattern] = {level: conformal_quantile(residuals, level) for level in LEVELS}
    return widths


def _never_narrower(widths: dict[Missing, Widths]) -> dict[Missing, Widths]:
    """Knowing less must not look like knowing better, which chance alone can bring about."""
    return {
        pattern: {level: max(widths[part][level] for part in widths if part <= pattern) for level in LEVELS}
        for pattern in widths
    }
