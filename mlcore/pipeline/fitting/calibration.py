"""How wide ranges must be: measured on rows that the model asked had not seen, also with inputs missing."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.bundle.levels import LEVELS
from mlcore.pipeline.bundle.ranges import Missing, Ranges, Widths
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Positions, Rows
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field

if TYPE_CHECKING:
    import pandas as pd

# Pairs of missing inputs are measured one by one up to this many inputs; beyond, a superset answers for them.
MOST_FIELDS_IN_PAIRS = 12
# More rows would not move a quantile of the blanked rows by anything that shows.
MOST_BLANKED_ROWS = 5_000


def calibrate(rows: Rows, cross_fitted: CrossFit) -> Ranges:
    """Conformal half widths from out-of-fold residuals (CV+ in its symmetric form; Barber et al. 2021).

    Every set of missing inputs is measured by blanking those inputs in the validation rows, whose predictions are
    clipped to the bounds of the target like served ones. Raises TrainingError where the rows are too few.
    """
    patterns = _patterns(rows.fields)
    naturally = {field.slug: rows.inputs[field.slug].isna().to_numpy() for field in rows.fields}
    errors: dict[Missing, list[Floats]] = {pattern: [] for pattern in patterns}
    usable: dict[Missing, list[NDArray[np.bool_]]] = {pattern: [] for pattern in patterns}
    share = -(-len(rows) // MOST_BLANKED_ROWS)
    for model, (_, validation) in zip(cross_fitted.fitted, cross_fitted.folds, strict=True):
        for pattern in patterns:
            at = validation[::share] if pattern else validation
            blanked = _blanked(rows.take(at), pattern)
            errors[pattern].append(np.abs(blanked.target - model.predict(blanked)))
            usable[pattern].append(_nothing_else_missing(naturally, pattern, at))
    return Ranges(_never_narrower(_measure(errors, usable)), len(rows))


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


def _blanked(rows: Rows, missing: Missing) -> Rows:
    gone = [field for field in rows.fields if field.slug in missing]
    inputs: pd.DataFrame = rows.inputs.assign(**{field.slug: np.nan if field.is_number else None for field in gone})
    return replace(rows, inputs=inputs)


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
