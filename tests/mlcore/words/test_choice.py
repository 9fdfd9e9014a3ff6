"""Why a candidate was chosen: sentences from facts."""

from dataclasses import replace

from mlcore.pipeline.results.choice import Qualities, Selection
from mlcore.words.choice import reason, repaired

CLEAR = Selection(
    kind="clear",
    winner="ridge",
    tied=("ridge",),
    labels={"ridge": "Ridge"},
    compared=3,
    clear=2,
    unsure=0,
    is_sure=False,
    qualities=Qualities(r2=0.871, rmse=5.44, spread=0.02, gap=0.013),
    beats_baseline=True,
)
LABELS = {"ridge": "Ridge", "lasso": "Lasso", "forest": "Random forest"}
TIED = replace(CLEAR, kind="tied", tied=("forest", "ridge", "lasso"), labels=LABELS, compared=4, clear=0)


def test_the_reason_is_one_sentence_about_accuracy_robustness_and_generalisation():
    assert reason(CLEAR) == (
        "Ridge is clearly more accurate than the other 2 candidates: R² 0.87 and RMSE 5.4 (accuracy), R² varies by "
        "0.02 between folds (robustness), and differs by 0.01 between the rows it learned from and unseen ones "
        "(generalisation)."
    )


def test_one_other_candidate_is_not_counted():
    assert reason(replace(CLEAR, clear=1)).startswith("Ridge is clearly more accurate than the other candidate: ")


def test_the_reason_names_the_tied():
    assert reason(TIED).startswith(
        "Ridge is the simplest of 3 of 4 candidates that are too close to separate (with Random forest and Lasso): "
    )


def test_the_reason_counts_those_that_chance_alone_could_have_put_further_off():
    assert "Lasso; 1 more was over 2.5 % further off, which chance alone could explain): " in reason(
        replace(TIED, unsure=1)
    )
    assert "; 2 more were over 2.5 % further off" in reason(replace(TIED, unsure=2))


def test_a_small_but_sure_difference_is_not_called_inseparable():
    assert "too close to separate, or too little apart to matter (with" in reason(replace(TIED, is_sure=True))


def test_a_lead_that_chance_could_explain_is_not_called_clear():
    ahead = reason(replace(CLEAR, kind="ahead", clear=1, unsure=1))
    assert ahead.startswith("Ridge is the most accurate of 3 candidates (1 of the others was over 2.5 % further off, ")
    assert "clearly" not in ahead


def test_a_candidate_that_was_alone_is_said_to_have_been():
    assert reason(replace(CLEAR, kind="alone")).startswith("Ridge was the only candidate that was compared: ")


def test_the_reason_warns_where_the_winner_does_not_beat_the_mean():
    assert reason(replace(CLEAR, beats_baseline=False)).endswith(
        "(generalisation); it is not clearly better than predicting the mean."
    )


def test_an_old_sentence_is_repaired_only_where_it_calls_a_lead_clear_that_is_not():
    old = "Ridge is clearly more accurate than the other 2 candidates: R² 0.87."
    assert repaired(old, "Ridge came out most accurate of 3.") == "Ridge came out most accurate of 3: R² 0.87."
    assert repaired(old, "Ridge is clearly ahead of the other 2.") == old
    assert repaired("It was the only one.", "Anything.") == "It was the only one."
