"""How a teacher's own estimates, the model's and the average of both did on the same students."""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.results.served.own import FEWEST_ESTIMATED, Estimated, Fared, SideBySide
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.intervals import mean_interval

DIFFERENCES = 3


def side_by_side(rows: Sequence[Estimated]) -> SideBySide | None:
    """None of fewer than 20 results. Means have Student's interval, differences that of the paired errors (Bonferroni
    for the three of them)."""
    if len(rows) < FEWEST_ESTIMATED:
        return None
    own, model, result = (np.array([getattr(row, name) for row in rows]) for name in ("own", "model", "result"))
    off = {"own": own - result, "model": model - result, "both": (own + model) / 2 - result}
    size = {name: np.abs(values) for name, values in off.items()}
    return SideBySide(
        results=len(rows),
        own=_fared(off["own"]),
        model=_fared(off["model"]),
        both=_fared(off["both"]),
        own_less_model=_mean(size["own"] - size["model"], DIFFERENCES),
        own_less_both=_mean(size["own"] - size["both"], DIFFERENCES),
        model_less_both=_mean(size["model"] - size["both"], DIFFERENCES),
    )


def _fared(off: Floats) -> Fared:
    """Nobody is off by less than nothing."""
    error = _mean(np.abs(off))
    return Fared(error=error.within(0.0, float("inf")), above=_mean(off))


def _mean(values: Floats, looks: int = 1) -> Estimate:
    interval = mean_interval(values, looks)
    return Estimate(float(values.mean()), interval.low, interval.high)
