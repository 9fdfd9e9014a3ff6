"""Estimates agree with other ways of getting them."""

import numpy as np
import pytest

from mlcore.pipeline.stats.estimates import bootstrap_means, jackknife, wilson


def test_wilsons_interval_agrees_with_scipy():
    from scipy.stats import binomtest

    theirs = binomtest(45, 50).proportion_ci(method="wilson")
    ours = wilson(np.array([1.0] * 45 + [0.0] * 5))
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-6)


def test_the_jackknife_of_a_mean_is_the_interval_of_the_mean():
    values = np.random.default_rng(2).normal(size=10)
    left_out = np.array([np.delete(values, place).mean() for place in range(10)])
    found = jackknife(values.mean(), left_out)
    half = 2.262157 * values.std(ddof=1) / 10**0.5
    assert found.high - found.mean == pytest.approx(half, rel=1e-5)


def test_the_bootstrap_of_a_mean_is_close_to_its_normal_interval():
    off = np.random.default_rng(6).normal(2, 5, 300)
    (found,) = bootstrap_means(off[None, :], np.random.default_rng(1))
    half = 1.96 * off.std() / 300**0.5
    assert found.mean == pytest.approx(off.mean())
    assert (found.low, found.high) == pytest.approx((off.mean() - half, off.mean() + half), abs=0.1)
