"""What is said of models that were compared: "clearly" only where chance alone does not explain the difference."""

import numpy as np

from mlcore.models import CandidateResult
from predictor.modelling.standings import CLEAR, TIED, UNSURE, standings, statement


def result(slug, rmse, *, noise=0.0, tied=False, winner=False):
    shared = np.random.default_rng(1).normal(0, 0.5, 25)
    values = rmse + shared + np.random.default_rng(2).normal(0, noise, 25)
    scores = {"rmse": values.tolist(), "ratio": [0.25] * 25}
    return CandidateResult(
        candidate=slug, label=slug.title(), is_tied=tied, is_winner=winner, figures={"fold_scores": scores}
    )


def said(*results):
    return statement(results)


BEST = result("best", 5.0, tied=True, winner=True)


def test_a_difference_that_chance_could_explain_is_not_clear():
    found = standings([BEST, result("wild", 5.6, noise=5.0), result("far", 7.0)])
    assert (found["wild"].words, found["far"].words) == (UNSURE, CLEAR)
    assert found["wild"].behind.low < 0 < found["far"].behind.low


def test_the_statement_counts_the_clear_and_the_unsure_apart():
    text = said(BEST, result("wild", 5.6, noise=5.0), result("far", 7.0))
    assert text == (
        "Best came out most accurate of 3. It is clearly ahead of 1 of the other 2; for 1 of them chance alone could "
        "explain the lead."
    )


def test_a_lead_over_all_others_is_clear():
    assert said(BEST, result("far", 7.0), result("further", 8.0)) == "Best is clearly ahead of the other 2."


def test_a_tie_is_said_in_numbers():
    text = said(result("first", 5.0, tied=True), result("plain", 5.01, tied=True, winner=True), result("far", 9.0))
    assert text == "2 of 3 are too close to separate. Plain was chosen as the simplest of them."


def test_a_run_without_scores_per_fold_claims_nothing_clear():
    old = [CandidateResult(candidate=slug, label=slug, is_tied=slug == "a", is_winner=slug == "a") for slug in "abc"]
    assert said(*old) == "a came out most accurate of 3."
    assert standings(old)["a"].words == TIED


def test_a_failed_model_has_failed():
    assert standings([BEST, CandidateResult(candidate="b", error="no memory")])["b"].words == "failed"
