"""What is said of models that were compared: "clearly" only where chance alone does not explain the difference."""

import subprocess
import sys

import numpy as np

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.versions.standings import placed, standings, statement


def result(slug, rmse, *, noise=0.0, tied=False, winner=False):
    shared = np.random.default_rng(1).normal(0, 0.5, 25)
    values = rmse + shared + np.random.default_rng(2).normal(0, noise, 25)
    scores = {"rmse": values.tolist(), "ratio": [0.25] * 25}
    return CandidateResult(candidate=slug, label=slug.title(), tied=tied, winner=winner, fold_scores=scores)


def said(*results):
    return statement(results, standings(results))


BEST = result("best", 5.0, tied=True, winner=True)


def test_a_difference_that_chance_could_explain_is_not_clear():
    found = standings([BEST, result("wild", 5.6, noise=5.0), result("far", 7.0)])
    assert (found["wild"].kind, found["far"].kind) == ("unsure", "clear")
    assert found["wild"].behind.low < 0 < found["far"].behind.low


def test_the_statement_counts_the_clear_and_the_unsure_apart():
    text = said(BEST, result("wild", 5.6, noise=5.0), result("far", 7.0))
    assert text == (
        "Best came out most accurate of 3. It is clearly ahead of 1 of the other 2; for 1 of them chance alone could "
        "explain the lead."
    )


def test_a_lead_over_all_others_is_clear():
    assert said(BEST, result("far", 7.0), result("further", 8.0)) == "Best is clearly ahead of the other 2."


FIRST = result("first", 5.0, tied=True)
PLAIN = result("plain", 5.01, noise=0.2, tied=True, winner=True)


def test_a_tie_is_said_in_numbers():
    text = said(FIRST, PLAIN, result("far", 9.0))
    assert text == "2 of 3 are too close to separate. Plain was chosen as the simplest of them."


def test_a_tie_does_not_hide_others_that_chance_alone_could_have_put_further_off():
    text = said(FIRST, PLAIN, result("wild", 5.6, noise=5.0), result("far", 9.0))
    assert text.startswith("2 of 4 are too close to separate.")
    assert text.endswith("1 more was further off, which chance alone could explain.")


def test_a_difference_that_is_sure_but_small_is_not_called_too_close_to_separate():
    sure = result("sure", 5.03, tied=True, winner=True)
    assert standings([FIRST, result("sure", 5.03, tied=True)])["sure"].kind == "too little"
    assert said(FIRST, sure).startswith("2 of 2 are too close to separate, or too little apart to matter.")


def test_the_most_accurate_of_a_tie_is_marked_as_one_of_the_tied_where_a_simpler_one_was_chosen():
    assert standings([FIRST, PLAIN])["first"].kind == "tied"


def test_a_model_that_failed_was_not_compared():
    failed = CandidateResult(candidate="b", label="B", error="no memory")
    assert said(BEST, result("far", 7.0), failed) == "Best is clearly ahead of the other. 1 could not be trained."


def test_a_run_without_scores_per_fold_claims_nothing_clear():
    old = [CandidateResult(candidate=slug, label=slug, tied=slug == "a", winner=slug == "a") for slug in "abc"]
    assert said(*old) == "a came out most accurate of 3."
    assert standings(old)["a"].kind == "tied"


def test_a_failed_model_has_failed():
    assert standings([BEST, CandidateResult(candidate="b", label="B", error="no memory")])["b"].words == "failed"


def test_the_page_of_the_most_accurate_one_says_why_it_was_not_chosen():
    group = [FIRST, PLAIN, result("wild", 5.6, noise=5.0), result("far", 9.0)]
    first, plain, wild, far = (placed(result, standings(group)[result.candidate]) for result in group)
    assert first == "The most accurate one, by so little that a simpler model was chosen."
    assert plain == "This model was chosen."
    assert "chance alone could explain" in wild
    assert far.startswith("Clearly further off")


def test_a_leaderboard_does_not_wait_for_the_half_second_that_scipy_stats_takes():
    code = "import sys, mlcore.pipeline.training.selection; sys.exit('scipy.stats' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
