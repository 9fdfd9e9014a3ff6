"""How good predictions turned out to be, once results are known."""

from collections.abc import Sequence

import numpy as np

from mlcore.pipeline.diagnosis.reliability import cuts, held_against
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.reliability import Reliability
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.results.served.held import FEWEST_RESULTS, Held, TrackRecord
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Grading
from mlcore.pipeline.stats.estimates import wilson
from mlcore.pipeline.stats.intervals import mean_interval


def track_record(rows: Sequence[Held]) -> TrackRecord | None:
    """None of fewer than 30 results. Shares have Wilson's interval, means Student's."""
    if len(rows) < FEWEST_RESULTS:
        return None
    off = np.array([row.result - row.value for row in rows])
    return TrackRecord(
        results=len(rows),
        inside=tuple(_inside(rows, level) for level in rows[0].ranges),
        error=_mean(np.abs(off)),
        above=_mean(off),
    )


def came_true(
    said: Sequence[Distribution], results: Floats, grading: Grading | None, step: float
) -> tuple[Reliability, ...]:
    """Whether the chances of n predictions came true, with `results` (n,), at the scores where grades begin and from
    which it is passed; nothing of fewer than 30 results."""
    return held_against(said, results, cuts(results, grading, step), step) if len(results) >= FEWEST_RESULTS else ()


def _inside(rows: Sequence[Held], level: int) -> LevelCoverage:
    inside = [row.ranges[level][0] <= row.result <= row.ranges[level][1] for row in rows]
    return LevelCoverage(level, len(rows), wilson(np.array(inside, dtype=np.float64)))


def _mean(values: Floats) -> Estimate:
    interval = mean_interval(values)
    return Estimate(float(values.mean()), interval.low, interval.high)
