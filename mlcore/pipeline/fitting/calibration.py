"""How wide ranges must be: measured on rows that the model asked had not seen, also with inputs missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.levels import LEVELS
from mlcore.pipeline.bundle.ranges import GapRule, Missing, Ranges, Spread, Widths
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.gaps import measured_sets, singles
from mlcore.pipeline.fitting.recipe import AgainAndAgain
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.estimates import wilson
from mlcore.pipeline.stats.gap_costs import Gaps, gap_costs
from mlcore.pipeline.stepwise import Steps, finished

NOTHING: Missing = frozenset()
# More rows would not move a quantile of the blanked rows by anything that shows.
MOST_BLANKED_ROWS = 5_000
# Rows that have exactly the set in question can speak for it from so many on.
FEWEST_EXACT = 60
FEWEST_ALIKE = 100


@dataclass(frozen=True, kw_only=True)
class Blanked:
    """Errors (n,) of rows in which `missing` was blanked; `others` says which rows lack something else as well, `exact`
    which lack just that by themselves; `gaps` (n, p) is all that was missing in them before.
    """

    missing: Missing
    errors: Floats
    gaps: Gaps
    others: NDArray[np.bool_]
    exact: NDArray[np.bool_]


def calibrate(rows: Rows, cross_fitted: CrossFit) -> Ranges:
    """Conformal half widths from out-of-fold residuals (CV+ in its symmetric form; Barber et al. 2021).

    A set of missing inputs is measured by blanking those inputs in the validation rows, whose predictions are
    clipped to the bounds of the target like served ones; rows that lack just these by themselves are among them, and
    speak alone where they differ. Raises TrainingError where the rows are too few.
    """
    return finished(calibrate_stepwise(rows, cross_fitted))


def calibrate_stepwise(rows: Rows, cross_fitted: CrossFit) -> Steps[Ranges]:
    """A step per set of missing inputs."""
    share = -(-len(rows) // MOST_BLANKED_ROWS)
    whole, some = cross_fitted.again_and_again(rows), cross_fitted.again_and_again(rows, share)
    every, sets = {}, measured_sets(rows.fields, _gaps(rows))
    for missing in sets:
        every[missing] = _blank(rows, cross_fitted, missing, some if missing else whole)
        yield len(every), len(sets)
    spread = _spread(rows, cross_fitted, every)
    apart = {missing for missing, blanked in every.items() if _stands_apart(blanked)}
    found = {missing: _halves(blanked, spread, alone=missing in apart) for missing, blanked in every.items()}
    fitting = {missing: halves for missing, halves in found.items() if missing not in apart}
    return Ranges(_never_narrower(found), len(rows), GapRule(spread, _steps(spread, fitting)))


def conformal_quantile(errors: Floats, level: int) -> float:
    """The ceil((n + 1) * level / 100)-th smallest error. Raises TrainingError where n is too small for it."""
    rank = -(-(len(errors) + 1) * level // 100)
    if rank > len(errors):
        needed = -(-level // (100 - level))
        raise TrainingError(f"{len(errors)} rows are too few for a {level} % range; at least {needed} are needed")
    return float(np.partition(errors, rank - 1)[rank - 1])


def _blank(rows: Rows, cross_fitted: CrossFit, missing: Missing, asked: Sequence[AgainAndAgain]) -> Blanked:
    share = -(-len(rows) // MOST_BLANKED_ROWS) if missing else 1
    at = [validation[::share] for _, validation in cross_fitted.folds]
    errors = [part.predict(_gone(part.rows, missing)) - part.rows.target for part in asked]
    gaps = _gaps(rows)[np.concatenate(at)]
    blanked = np.array([field.slug in missing for field in rows.fields])
    return Blanked(
        missing=missing,
        errors=np.concatenate(errors),
        gaps=gaps,
        others=(gaps & ~blanked).any(axis=1),
        exact=(gaps == blanked).all(axis=1),
    )


def _gone(rows: Rows, missing: Missing) -> dict[str, Any]:
    gone = (field for field in rows.fields if field.slug in missing)
    return {field.slug: np.full(len(rows), np.nan) if field.is_number else [None] * len(rows) for field in gone}


def _gaps(rows: Rows) -> Gaps:
    gaps: Gaps = rows.inputs[[field.slug for field in rows.fields]].isna().to_numpy()
    return gaps


def _spread(rows: Rows, cross_fitted: CrossFit, every: Mapping[Missing, Blanked]) -> Spread:
    slugs = tuple(field.slug for field in rows.fields)
    share = -(-len(rows) // MOST_BLANKED_ROWS)
    some = np.concatenate([np.arange(len(at)) % share == 0 for _, at in cross_fitted.folds])
    as_they_are, without = every[NOTHING], [every[one].errors for one in singles(slugs)]
    known, added = gap_costs(as_they_are.errors[some], np.stack(without, axis=1), as_they_are.gaps[some])
    return Spread(slugs, known, tuple(map(tuple, added.tolist())))


def _stands_apart(blanked: Blanked) -> bool:
    """Whether the rows that lack just these inputs are off by clearly more or less than others without them."""
    errors, others = np.abs(blanked.errors), ~blanked.others & ~blanked.exact
    if min(blanked.exact.sum(), others.sum()) < FEWEST_EXACT:
        return False
    halves = [conformal_quantile(errors[others], level) for level in LEVELS]
    inside = [wilson((errors[blanked.exact] <= half).astype(np.float64)) for half in halves]
    return any(not held.low <= level / 100 <= held.high for held, level in zip(inside, LEVELS, strict=True))


def _halves(blanked: Blanked, spread: Spread, *, alone: bool) -> Widths:
    errors = np.abs(blanked.errors)
    if alone:
        residuals = errors[blanked.exact]
    elif blanked.exact.sum() >= FEWEST_EXACT or (~blanked.others).sum() >= min(FEWEST_ALIKE, len(errors) / 2):
        residuals = errors[~blanked.others]
    else:
        # Rows that lack other inputs too are off by more: by as much as the spread says.
        residuals = errors * _scales(blanked, spread)
    return {level: conformal_quantile(residuals, level) for level in LEVELS}


def _scales(blanked: Blanked, spread: Spread) -> Floats:
    """Per row the spread of what was blanked to that of all that is missing in it."""
    lacking, which = np.unique(blanked.gaps, axis=0, return_inverse=True)
    slugs = np.array(spread.fields)
    spreads = np.array([spread.of(blanked.missing.union(slugs[gaps].tolist())) for gaps in lacking])
    scales: Floats = np.divide(spread.of(blanked.missing), spreads, out=np.ones_like(spreads), where=spreads > 0)
    return scales[which]


def _never_narrower(widths: Mapping[Missing, Widths]) -> dict[Missing, Widths]:
    """Knowing less must not look like knowing better, which chance alone can bring about."""
    return {
        pattern: {level: max(widths[part][level] for part in widths if part <= pattern) for level in LEVELS}
        for pattern in widths
    }


def _steps(spread: Spread, widths: Mapping[Missing, Widths]) -> tuple[tuple[float, Widths], ...]:
    """Half widths as they grow with the spread: isotonic regression on the sets that were measured (Barlow 1972)."""
    from sklearn.isotonic import IsotonicRegression

    spreads = np.array([spread.of(missing) for missing in widths])
    at = np.unique(spreads)
    halves = {level: [found[level] for found in widths.values()] for level in LEVELS}
    fitted = {level: IsotonicRegression().fit(spreads, found).predict(at).tolist() for level, found in halves.items()}
    return tuple((one, {level: fitted[level][place] for level in LEVELS}) for place, one in enumerate(at.tolist()))
