"""How a teacher's own estimates, the model's and the average of both did on the same students."""

import numpy as np
import pytest

from mlcore.pipeline.diagnosis.by_hand.own_estimates import side_by_side
from mlcore.pipeline.results.served.own import Estimated
from mlcore.pipeline.schema import Field
from mlcore.words.verdicts import own_estimates as words

SCORE = Field(slug="score", label="Score", kind="number", minimum=0, maximum=100, unit="points")


def rows(number, own, model, seed=1):
    """`own` and `model` are spread and shift of what they expect around results."""
    random = np.random.default_rng(seed)
    results = random.uniform(30, 80, number)
    said = [results + random.normal(shift, spread, number) for spread, shift in (own, model)]
    return [Estimated(own=float(a), model=float(b), result=float(c)) for a, b, c in zip(*said, results, strict=True)]


def test_of_nineteen_results_nothing_is_told():
    assert side_by_side(rows(19, (5, 0), (5, 0))) is None
    assert side_by_side(rows(20, (5, 0), (5, 0))).results == 20


def test_errors_and_leaning_are_those_of_each():
    found = side_by_side([Estimated(own=60.0, model=48.0, result=50.0)] * 20)
    assert (found.own.error.mean, found.model.error.mean, found.both.error.mean) == (10.0, 2.0, 4.0)
    assert (found.own.above.mean, found.model.above.mean, found.both.above.mean) == (10.0, -2.0, 4.0)


def test_differences_are_paired():
    found = side_by_side(rows(60, (10, 0), (3, 0)))
    off = [abs(row.own - row.result) - abs(row.model - row.result) for row in rows(60, (10, 0), (3, 0))]
    assert found.own_less_model.mean == pytest.approx(np.mean(off))
    assert found.own_less_model.low > 0


def test_the_average_of_two_that_err_apart_is_closer_than_either():
    found = side_by_side(rows(400, (8, 0), (8, 0)))
    assert found.own_less_both.low > 0
    assert found.model_less_both.low > 0


def test_the_three_intervals_hold_together_nearly_always():
    """Own and model equally good: of 200 teachers, hardly one in twenty is told that either was closer."""
    seen = [side_by_side(rows(25, (6, 0), (6, 0), seed)).own_less_model for seed in range(200)]
    assert sum(one.low > 0 or one.high < 0 for one in seen) <= 10


def test_sentences_say_who_was_closer_only_where_it_can_be_told():
    clear, unclear = side_by_side(rows(100, (12, 6), (3, 0))), side_by_side(rows(20, (6, 0), (6, 0)))
    assert words.differences(clear, SCORE)[0].startswith("Closer: the model, by")
    assert "cannot be told" in words.differences(unclear, SCORE)[0]
    assert "above the results" in words.leaning(clear.own, SCORE)


@pytest.mark.parametrize(("count", "said"), [(0, "0 results of 20"), (1, "1 result of 20"), (7, "7 results of 20")])
def test_before_it_is_said_how_many_there_are(count, said):
    assert words.so_far(count) == f"{said} so far."
