"""Quantiles of the studentized range, against scipy's slower ones."""

import numpy as np
import pytest
from scipy.stats import studentized_range

from mlcore.pipeline.stats.studentized_range import quantile


@pytest.mark.parametrize("groups", [2, 3, 5, 12, 60])
@pytest.mark.parametrize("freedom", [9, 17.3, 80, 950.5, np.inf])
def test_quantiles_agree_with_scipy(groups, freedom):
    assert quantile(0.95, groups, freedom) == pytest.approx(studentized_range.ppf(0.95, groups, freedom), rel=1e-7)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.999])
def test_other_levels_agree_too(level):
    assert quantile(level, 4, 25) == pytest.approx(studentized_range.ppf(level, 4, 25), rel=1e-7)


def test_more_freedom_and_fewer_groups_give_smaller_quantiles():
    by_freedom = [quantile(0.95, 4, freedom) for freedom in (9, 30, 31, 1e5, 1e6, 1e7, np.inf)]
    by_groups = [quantile(0.95, groups, 40) for groups in range(2, 9)]
    assert by_freedom == sorted(by_freedom, reverse=True)
    assert by_groups == sorted(by_groups)
