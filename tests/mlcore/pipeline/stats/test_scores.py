"""Scores over folds: the corrected interval, at the price of a quantile and not of a library."""

import math
import subprocess
import sys

import pytest
from scipy.stats import t

from mlcore.pipeline.stats.scores import estimate


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
