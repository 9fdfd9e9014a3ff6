"""Scores over folds: the corrected interval, at the price of a quantile and not of a library."""

import math
import subprocess
import sys

import pytest
from scipy.stats import t

from mlcore.pipeline.results.scores import POSSIBLE
from mlcore.pipeline.stats.scores import estimate
from mlcore.pipeline.training.measuring import estimates


def test_importing_scores_imports_no_statistics_library():
    code = "import sys, mlcore.pipeline.stats.scores; sys.exit('scipy.stats' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("folds", [2, 3, 10, 25, 100])
def test_the_interval_is_that_of_the_corrected_resampled_t_test(folds):
    values = [math.sin(fold) for fold in range(folds)]
    mean = sum(values) / folds
    variance = sum((value - mean) ** 2 for value in values) / (folds - 1)
    half = t.ppf(0.975, folds - 1) * math.sqrt((1 / folds + 0.25) * variance)
    found = estimate(values, [0.25] * folds)
    assert (found.low, found.mean, found.high) == pytest.approx((mean - half, mean, mean + half))


def test_one_fold_has_no_interval():
    found = estimate([0.5], [0.25])
    assert (found.low, found.mean, found.high) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(("r2", "rmse"), [([-9.0, 0.9], [0.5, 30.0]), ([0.9, 1.0], [0.0, 0.1]), ([-9.0, -2.0], [9, 9])])
def test_no_interval_of_a_score_leaves_what_is_possible(r2, rmse):
    found = estimates({"r2": r2, "rmse": rmse, "mae": rmse, "mse": rmse, "ratio": [0.25, 0.25]})
    for name, metric in found.items():
        lowest, highest = POSSIBLE[name]
        assert lowest <= metric.low <= metric.mean <= metric.high <= highest
    assert found["rmse"].high == estimate(rmse, [0.25, 0.25]).high
    assert found["r2"].low == estimate(r2, [0.25, 0.25]).low
