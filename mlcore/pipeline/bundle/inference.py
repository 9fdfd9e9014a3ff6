"""The fast way from encoded rows to predictions: every row is answered alone, whatever the size of the batch."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from mlcore.pipeline.rows.arrays import Floats

# Bounds the memory of a large batch; no result depends on it.
CHUNK = 16_384

Predict = Callable[[Floats], Floats]


def predict_function(estimator: Any) -> Predict:
    """Encoded rows (n, p) in, predictions (n,) out, the same bits for a row alone and in any batch.

    A matrix product rounds differently for other numbers of rows, so linear models are summed column by column;
    scikit-learn's trees are asked directly, without the checks that cost more than the answer. An estimator of
    another class answers by its own `predict`.
    """
    make = _MAKERS.get(type(estimator).__name__, _own_predict)
    return make(estimator)


def in_chunks(predict: Predict, columns: Floats) -> Floats:
    """What `predict` gives for all rows at once, in less memory."""
    parts = [columns[start : start + CHUNK] for start in range(0, len(columns), CHUNK)]
    return np.concatenate([predict(part) for part in parts])


def _linear(estimator: Any) -> Predict:
    weights = np.ravel(estimator.coef_).tolist()
    intercept = float(estimator.intercept_)

    def predict(columns: Floats) -> Floats:
        total = np.full(len(columns), intercept)
        for position, weight in enumerate(weights):
            total += columns[:, position] * weight
        return total

    return predict


def _tree_outputs(trees: Sequence[Any], columns: Floats) -> Iterator[Floats]:
    narrow = columns.astype(np.float32)  # what scikit-learn's trees compare
    return (tree.predict(narrow).reshape(-1) for tree in trees)


def _tree(estimator: Any) -> Predict:
    return lambda columns: next(_tree_outputs([estimator.tree_], columns))


def _forest(estimator: Any) -> Predict:
    trees = [tree.tree_ for tree in estimator.estimators_]

    def predict(columns: Floats) -> Floats:
        total = np.zeros(len(columns))
        for output in _tree_outputs(trees, columns):
            total += output
        return total / len(trees)

    return predict


def _adaboost(estimator: Any) -> Predict:
    """The weighted median of the trees (Drucker 1997, AdaBoost.R2)."""
    trees = [tree.tree_ for tree in estimator.estimators_]
    weights = np.asarray(estimator.estimator_weights_)[: len(trees)]

    def predict(columns: Floats) -> Floats:
        outputs = np.stack(list(_tree_outputs(trees, columns)), axis=1)
        order = np.argsort(outputs, axis=1, kind="stable")
        shares = np.cumsum(weights[order], axis=1)
        middle = np.argmax(shares >= 0.5 * shares[:, -1:], axis=1)
        rows = np.arange(len(columns))
        return outputs[rows, order[rows, middle]]

    return predict


def _xgboost(estimator: Any) -> Predict:
    booster = estimator.get_booster()
    booster.set_param({"nthread": 1})  # waking threads for one row costs more than the row
    return lambda columns: booster.inplace_predict(columns).astype(np.float64)


def _catboost(estimator: Any) -> Predict:
    return lambda columns: np.asarray(estimator.predict(columns, thread_count=1), dtype=np.float64)


def _own_predict(estimator: Any) -> Predict:
    return lambda columns: np.asarray(estimator.predict(columns), dtype=np.float64)


# By name of the class, so that a process imports only the library of the model it serves.
_MAKERS: dict[str, Callable[[Any], Predict]] = {
    "LinearRegression": _linear,
    "Ridge": _linear,
    "Lasso": _linear,
    # Its own answer walks a tree row by row (see the candidates); one by brute force would depend on the batch.
    "KNeighborsRegressor": _own_predict,
    "DecisionTreeRegressor": _tree,
    "RandomForestRegressor": _forest,
    "AdaBoostRegressor": _adaboost,
    "XGBRegressor": _xgboost,
    "CatBoostRegressor": _catboost,
}


def nanoseconds(estimator: Any) -> float:
    """What one row of a large batch costs, about: from kind and size alone, so that it is the same on every machine."""
    return float(_COSTS.get(type(estimator).__name__, lambda unknown: 10_000)(estimator))


def _depths(estimator: Any) -> int:
    return sum(tree.get_depth() for tree in estimator.estimators_)


# Measured once on rows of the bundled data; they decide how exactly an answer is explained, never what it is.
_COSTS: dict[str, Callable[[Any], float]] = {
    "LinearRegression": lambda linear: 4 * len(np.ravel(linear.coef_)),
    "Ridge": lambda linear: 4 * len(np.ravel(linear.coef_)),
    "Lasso": lambda linear: 4 * len(np.ravel(linear.coef_)),
    "KNeighborsRegressor": lambda neighbours: 16 * neighbours.n_samples_fit_ * max(1, neighbours.n_features_in_ / 40),
    "DecisionTreeRegressor": lambda tree: 4 * tree.get_depth(),
    "RandomForestRegressor": lambda forest: 3 * _depths(forest),
    "AdaBoostRegressor": lambda boosted: 25 * _depths(boosted),
    "XGBRegressor": lambda boosted: 4 * boosted.get_booster().num_boosted_rounds() * (boosted.max_depth or 6),
    "CatBoostRegressor": lambda boosted: 2 * boosted.tree_count_,
}
