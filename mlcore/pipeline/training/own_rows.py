"""How far off a new model and the live one are, each on its own rows, and the new one on those of the live one."""

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.results.gate.own_rows import OwnRows
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.stats.intervals import mean_interval, welch

Mask = NDArray[np.bool_]
# An exam that became another one is always worse for the older rows: of so many trainings after such a year none shall
# be held up by chance.
TRAININGS = 20


def own_rows(new: Floats, live: Floats, of_new: Mask, of_live: Mask) -> OwnRows:
    """`new` and `live` are absolute errors (n,) of both, of rows that the models of a fold had not seen; the masks (n,)
    say which rows are whose."""
    own, its, there = new[of_new], live[of_live], new[of_live]
    return OwnRows(
        own=float(own.mean()),
        live=float(its.mean()),
        there=float(there.mean()),
        gap=Estimate(float(own.mean() - its.mean()), *welch(own, its, TRAININGS)[0]),
        loss=Estimate(float((there - its).mean()), *mean_interval(there - its)),
    )
