"""What the predictions are set beside: the last mark again, and what teachers forecast, on the same rows."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from mlcore.pipeline.rehearsal.facts import FEWEST_RESULTS, Beside
from mlcore.pipeline.rehearsal.known import Known
from mlcore.pipeline.rehearsal.predicting import Predicted
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.intervals import mean_interval


def beside(frame: pd.DataFrame, known: Known, found: Predicted) -> Iterator[Beside]:
    """Teachers' forecasts of fewer than 30 rows are left out."""
    mark = newest(frame, known.marks, found)
    stood_in = np.isnan(mark)
    yield _beside("last_mark", known.marks, np.where(stood_in, found.means, mark), found, int(stood_in.sum()))
    said = newest(frame, known.forecasts, found)
    if (~np.isnan(said)).sum() >= FEWEST_RESULTS:
        yield _beside("teachers", known.forecasts, said, found, 0)


def newest(frame: pd.DataFrame, slugs: Sequence[str], found: Predicted) -> Floats:
    """Per replayed row the value of the first of the fields that it has, (n,); NaN where it has none."""
    values: Floats = np.full(len(found.positions), np.nan)
    for slug in reversed(slugs):
        own = frame[slug].to_numpy(dtype=np.float64)[found.positions]
        values = np.where(np.isnan(own), values, own)
    return values


def _beside(kind: str, fields: tuple[str, ...], said: Floats, found: Predicted, stood_in: int) -> Beside:
    there = ~np.isnan(said)
    actual, off = found.rows.actual[there], (found.rows.actual - said)[there]
    own = np.abs(actual - found.rows.predicted[there])
    return Beside(
        kind="last_mark" if kind == "last_mark" else "teachers",
        fields=fields,
        rows=len(actual),
        stood_in=stood_in,
        error=mean(np.abs(off)),
        above=mean(off),
        own=mean(own),
        difference=mean(own - np.abs(off)),
    )


def mean(values: Floats) -> Estimate:
    """Of at least two values, with Student's 95 % interval."""
    interval = mean_interval(values)
    return Estimate(float(values.mean()), interval.low, interval.high)
