"""What is entered today beside what was learned from: a shift is flagged, unchanged data seldom."""

import numpy as np
import pytest
from drawn_inputs import draw, flagged
from scipy.stats import chi2_contingency, ks_2samp

from mlcore.pipeline.diagnosis.input_drift import chi_squared, moved, smirnov

RANDOM = np.random.default_rng(3)
THEN = draw(RANDOM, 1_000)


def test_ten_points_are_flagged_with_both_means():
    found = [one[0] for one in flagged(100, shift=10) if one]
    assert len(found) >= 95
    assert {one.field for one in found} == {"maths"}
    assert all(one.now - one.then > 5 for one in found)


def test_unchanged_inputs_are_seldom_flagged():
    """At 5 % of 200, more than 17 would be a chance of 1 in 50."""
    assert sum(bool(one) for one in flagged(200)) <= 17


def test_a_choice_is_named_with_both_shares():
    now = draw(RANDOM, 100) | {"lunch": ["lunch 1"] * 80 + ["lunch 0"] * 20}
    (found,) = moved(THEN, now)
    assert (found.field, found.now) in {("lunch", 0.8), ("lunch", 0.2)}
    assert found.choice in {"lunch 0", "lunch 1"}


def test_a_wider_spread_around_the_same_mean_is_flagged():
    now = draw(RANDOM, 200)
    stretched = THEN["maths"].mean() + 2.5 * (now["maths"] - now["maths"].mean())
    assert [one.field for one in moved(THEN, now | {"maths": stretched})] == ["maths"]


@pytest.mark.parametrize("now", [{}, {name: values[:29] for name, values in THEN.items()}])
def test_of_too_few_values_nothing_is_said(now):
    assert moved(THEN, now) == ()


def test_the_distance_of_two_spreads_equals_scipys():
    one, other = RANDOM.normal(size=300), RANDOM.normal(0.2, size=80)
    assert smirnov(one, other) == pytest.approx(ks_2samp(one, other, method="asymp").pvalue, rel=0.3)


def test_choices_are_compared_as_scipy_does():
    one, other = ["a"] * 50 + ["b"] * 30 + ["c"] * 20, ["a"] * 40 + ["b"] * 10 + ["c"] * 30
    expected = chi2_contingency([[50, 30, 20], [40, 10, 30]], correction=False).pvalue
    assert chi_squared(one, other) == pytest.approx(expected)


def test_rare_choices_count_together():
    one, other = ["a"] * 90 + ["b"] * 5 + ["c"] * 5, ["a"] * 90 + ["b"] * 5 + ["d"] * 5
    assert chi_squared(one, other) == pytest.approx(1.0)
    assert chi_squared(["a"] * 50, ["a"] * 40) == 1.0
