"""Results of students who had support, as results of students like them who had none.

No input says who has support, so no model may learn that students with such inputs reach what some reached with it.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from mlcore.pipeline.bundle.encoder import Encoder
from mlcore.pipeline.fitting.folds import Rows, comparison_folds, repeats
from mlcore.pipeline.rows.arrays import Floats

Mask = NDArray[np.bool_]
# How many rows with support the offset goes by: each counts by how little the inputs say that it has support. Ten per
# figure that is learned, as the rule for few events says (Peduzzi et al. 1996): the offset is then known to about a
# third (1 / √10) of how far results of students with the same inputs lie apart. One row would repeat its own error.
LEAST_TO_GO_BY = 10.0
TREES, LEAVES, FEWEST_IN_LEAF = 60, 8, 20


def offset(rows: Rows, supported: Mask, seed: int) -> float | None:
    """By how much results with support lie above those of similar rows without, in units of the target.

    Partially linear regression by double residuals (Robinson 1988), both out of fold (Chernozhukov et al. 2018): what
    the inputs say of the result and of who has support is taken off both, and the rest of one is held against the rest
    of the other. It is subtracted for the sake of the other rows, and is no measure of what support does.
    None where support goes with the inputs so closely that nothing can be told.
    """
    marked = supported.astype(np.float64)
    rest, rest_of_marks = _rests(rows, rows.target, seed), _rests(rows, marked, seed)
    weight = float(rest_of_marks @ rest_of_marks)
    return float(rest_of_marks @ rest) / weight if weight >= LEAST_TO_GO_BY else None


def without_support(rows: Rows, supported: Mask, offset: float) -> Rows:
    """The rows with the offset taken off the results with support, within the bounds of the target."""
    target = np.clip(rows.target - offset * supported, *rows.bounds)
    return replace(rows, target=np.where(supported, target, rows.target), supported=supported)


def _rests(rows: Rows, values: Floats, seed: int) -> Floats:
    """Values (n,) minus what the inputs say of them, by models that did not see the row."""
    import sklearn.ensemble  # noqa: F401 - a limit only reaches what is loaded

    said = np.empty(len(rows))
    # One thread: sums in another order would give another model.
    with threadpool_limits(1):
        folds = comparison_folds(rows, seed)
        for train, validation in folds[: len(folds) // repeats(rows)]:
            said[validation] = _said(rows.take(train), values[train], rows.take(validation))
    return values - said


def _said(train: Rows, values: Floats, asked: Rows) -> Floats:
    """By a line, and by trees where it is wrong."""
    from sklearn.ensemble import HistGradientBoostingRegressor
    from sklearn.linear_model import Ridge

    encoder = Encoder(train.fields).fit(train.inputs)
    columns, others = encoder.transform(train.inputs), encoder.transform(asked.inputs)
    line = Ridge().fit(columns, values)
    trees = HistGradientBoostingRegressor(
        max_iter=TREES, max_leaf_nodes=LEAVES, min_samples_leaf=FEWEST_IN_LEAF, early_stopping=False, random_state=0
    )
    trees.fit(columns, values - line.predict(columns))
    found: Floats = line.predict(others) + trees.predict(others)
    return found
