"""R2, MAE, MSE and RMSE of predictions, and what repeated cross-validation says about them."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mlcore.pipeline.results.scores import Estimate, Scores
from mlcore.pipeline.stats.intervals import t_quantile

METRICS = ("r2", "mae", "mse", "rmse")


def score(actual: NDArray[np.float64], predicted: NDArray[np.float64]) -> Scores:
    """Compare two arrays of shape (n,), n >= 1. R2 follows scikit-learn where all actual values are equal."""
    squares = (actual - predicted) ** 2
    mse = float(squares.mean())
    around_mean = float(((actual - actual.mean()) ** 2).mean())
    r2 = 1 - mse / around_mean if around_mean else float(mse == 0)
    return Scores(r2=r2, mae=float(np.abs(actual - predicted).mean()), mse=mse, rmse=math.sqrt(mse))


def estimate(values: Sequence[float], ratios: Sequence[float]) -> Estimate:
    """Mean of fold scores with the corrected 95 % interval of a resampled t-test.

    `values` holds one figure per fold and `ratios` its validation rows per training row. Folds share training
    rows, so the variance is widened by that ratio: Nadeau and Bengio, 'Inference for the generalization
    error', Machine Learning 52 (2003).
    """
    folds = len(values)
    mean = float(np.mean(values))
    if folds < 2:
        return Estimate(mean, mean, mean)
    error = math.sqrt((1 / folds + float(np.mean(ratios))) * float(np.var(values, ddof=1)))
    half = t_quantile(folds - 1) * error
    return Estimate(mean, mean - half, mean + half)
