"""Unchanged students seldom seem changed, whatever the model is like; large changes are mostly seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.distribution.quantiles import PERCENTS
from mlcore.pipeline.forecast import re_sits
from mlcore.pipeline.schema import Field

FIELDS = {slug: Field(slug=slug, label=slug, kind="number", minimum=0, maximum=100) for slug in ("reading", "writing")}
ERRORS = {"reading": 4.5, "writing": 6.0}
STUDENTS = 1500


def straight(reading, writing):
    return 5 + 0.3 * reading + 0.6 * writing


def stepped(reading, writing):
    """As trees answer: the same for scores near each other."""
    return 4 * np.floor(reading / 9) + 5 * np.floor(writing / 7)


def bent(reading, writing):
    return 100 / (1 + np.exp(-(reading + writing - 110) / 14))


MODELS = pytest.mark.parametrize("model", [straight, stepped, bent])


def answers(model, rows):
    return np.array([model(row["reading"], row["writing"]) for row in rows])


def marked(model, by, error=ERRORS):
    """The share of students who are told to have changed, of those whose true scores rose `by` so much."""
    draws = np.random.default_rng(7)
    ability = draws.uniform(30, 70, STUDENTS)
    return np.mean([_is_marked(model, one + draws.normal(0, 5, 2), by, error, draws) for one in ability])


def _is_marked(model, true, by, error, draws):
    spread = list(ERRORS.values())
    sittings = [
        dict(zip(FIELDS, scores, strict=True))
        for scores in (true + draws.normal(0, spread), true + by + draws.normal(0, spread))
    ]
    change = np.diff(answers(model, sittings))[0]
    around = [re_sits.variance(answers(model, re_sits.sat_again(row, error, FIELDS))) for row in sittings]
    return re_sits.is_beyond(change, *around)


@MODELS
def test_of_unchanged_students_at_most_one_in_twenty_is_marked(model):
    assert marked(model, by=0) <= 0.05


@MODELS
def test_a_large_change_is_mostly_found(model):
    assert marked(model, by=20) >= 0.75


def test_a_test_that_is_thought_less_exact_than_it_is_marks_fewer():
    assert marked(straight, 0, {slug: 1.5 * error for slug, error in ERRORS.items()}) <= 0.01


def test_the_error_of_a_test_is_read_from_what_a_model_leaves_open():
    normal = np.random.default_rng(1).normal(0, 5, 20_000)
    assert re_sits.error_at_most(np.percentile(normal, PERCENTS)) == pytest.approx(5, rel=0.05)


def test_without_a_model_it_follows_from_how_far_scores_lie_apart():
    assert re_sits.error_of([40, 60]) == pytest.approx(200**0.5 * 0.2**0.5)
    assert re_sits.error_of([50]) == 0


@given(st.floats(0, 100), st.floats(0, 40))
def test_a_re_sit_stays_on_its_scale(score, error):
    rows = re_sits.sat_again({"reading": score, "writing": 3.0}, {"reading": error}, FIELDS)
    assert len(rows) == len(re_sits.NODES)
    assert all(0 <= row["reading"] <= 100 and row["writing"] == 3.0 for row in rows)


def test_the_variance_of_a_straight_line_is_exact():
    rows = re_sits.sat_again({"reading": 50.0, "writing": 50.0}, ERRORS, FIELDS)
    expected = (0.3 * 4.5) ** 2 + (0.6 * 6.0) ** 2
    assert re_sits.variance(answers(straight, rows)) == pytest.approx(expected)
