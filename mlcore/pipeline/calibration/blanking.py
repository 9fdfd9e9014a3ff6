"""Residuals of rows in which some inputs were blanked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.distribution.spread import Missing
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import AgainAndAgain
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.gap_costs import Gaps
from mlcore.pipeline.stepwise import Steps

NOTHING: Missing = frozenset()
# More rows would not move a quantile of the blanked rows by anything that shows.
MOST_BLANKED_ROWS = 5_000


@dataclass(frozen=True, kw_only=True)
class Blanked:
    """What was predicted for rows in which `missing` was blanked, and the residuals, actual minus predicted, both (n,);
    `others` says which rows lack something else as well, `exact` which lack just that by themselves; `gaps` (n, p) is
    all that was missing in them before.
    """

    missing: Missing
    predicted: Floats
    residuals: Floats
    gaps: Gaps
    others: NDArray[np.bool_]
    exact: NDArray[np.bool_]


def blank_each(rows: Rows, cross_fitted: CrossFit, sets: Sequence[Missing]) -> Steps[dict[Missing, Blanked]]:
    """Validation rows, by models that never saw them; an even share where something is blanked. A step a set."""
    share = share_of(rows)
    whole, some = cross_fitted.again_and_again(rows), cross_fitted.again_and_again(rows, share)
    every = {}
    for missing in sets:
        every[missing] = _blank(rows, cross_fitted, missing, (some, share) if missing else (whole, 1))
        yield len(every), len(sets)
    return every


def share_of(rows: Rows) -> int:
    """One of how many rows is blanked."""
    return -(-len(rows) // MOST_BLANKED_ROWS)


def gaps_of(rows: Rows) -> Gaps:
    """Which inputs rows lack, (n, p)."""
    gaps: Gaps = rows.inputs[[field.slug for field in rows.fields]].isna().to_numpy()
    return gaps


def _blank(rows: Rows, cross_fitted: CrossFit, missing: Missing, asked: tuple[Sequence[AgainAndAgain], int]) -> Blanked:
    parts, share = asked
    at = np.concatenate([validation[::share] for _, validation in cross_fitted.folds])
    predicted = np.concatenate([part.predict(_gone(part.rows, missing)) for part in parts])
    gaps, blanked = gaps_of(rows)[at], np.array([field.slug in missing for field in rows.fields])
    return Blanked(
        missing=missing,
        predicted=predicted,
        residuals=rows.target[at] - predicted,
        gaps=gaps,
        others=(gaps & ~blanked).any(axis=1),
        exact=(gaps == blanked).all(axis=1),
    )


def _gone(rows: Rows, missing: Missing) -> dict[str, Any]:
    gone = (field for field in rows.fields if field.slug in missing)
    return {field.slug: np.full(len(rows), np.nan) if field.is_number else [None] * len(rows) for field in gone}
