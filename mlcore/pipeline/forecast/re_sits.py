"""Whether a change is more than a re-sit of the same tests would also bring: the reliable change index.

Of somebody who did not change, two sittings of a test give two scores, each off by the test's standard error of
measurement; by how much they differ is held against the root of the sum of both squared errors
(Jacobson and Truax 1991, doi:10.1037/0022-006X.59.1.12). What a prediction moves by is asked of the model itself, at
the points of a Gauss-Hermite rule around each score.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Field, Value

# Passed by chance in 1 of 36. With 1.96, the source's 1 of 20, models that answer in coarse steps pass in 1 of 15.
RELIABLE = 2.2
# The middle 80 % of a normal distribution lie within so many standard deviations on either side.
TENTH = 1.2816
NODES, WEIGHTS = (figures.astype(np.float64) for figures in np.polynomial.hermite_e.hermegauss(5))
SHARES = WEIGHTS / WEIGHTS.sum()
# Of a test of which nothing is known but how far students lie apart: what is asked of tests that are used at all
# (Nunnally and Bernstein 1994, chapter 7).
RELIABILITY = 0.8
# Points that a model is asked for, per test and sitting; of more tests it is not told.
MOST_TESTS = 20

Row = Mapping[str, Value]


def error_at_most(residuals: Floats) -> float:
    """Of a test, from the quantiles (98,) of what a model leaves open in its scores: that holds the error of the test
    and whatever else the model does not know, so the error is no larger."""
    low, high = (float(residuals[PERCENTS.index(percent)]) for percent in (10, 90))
    return (high - low) / (2 * TENTH)


def error_of(scores: Sequence[float]) -> float:
    """Of a test, from how far its scores lie apart; 0 of fewer than two."""
    return float(np.std(scores, ddof=1)) * sqrt(1 - RELIABILITY) if len(scores) > 1 else 0.0


def sat_again(row: Row, errors: Mapping[str, float], fields: Mapping[str, Field]) -> list[Row]:
    """The row as it could come out of a re-sit of each test: as many rows per test as there are points, in order."""
    return [
        {**row, slug: _inside(float(row[slug] or 0) + node * error, fields[slug])}
        for slug, error in errors.items()
        for node in NODES.tolist()
    ]


def _inside(score: float, field: Field) -> float:
    low, high = field.bounds
    return min(max(score, low), high)


def variance(values: Floats) -> float:
    """Of a prediction over re-sits, from what a model says of `sat_again`; tests are off independently."""
    by_test = values.reshape(-1, len(NODES))
    means = by_test @ SHARES
    found: float = (((by_test - means[:, None]) ** 2) @ SHARES).sum()
    return float(found)


def is_beyond(change: float, before: float, now: float) -> bool:
    """Whether a change is more than two sittings with these variances would bring."""
    return abs(change) > RELIABLE * sqrt(before + now)
