"""What was done less because of many rows, in sentences."""

from dataclasses import replace
from typing import get_args

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.parts import InForce, Parts, RuleName
from mlcore.words.training import effort
from mlcore.words.training.method import method

PARTS = Parts(
    rows=10_000,
    training_rows=8_000,
    held_out_rows=2_000,
    folds=5,
    repeats=1,
    groups=0,
    seed=42,
    compared_on_all=True,
    effort=(InForce("curve of the chosen", 500), InForce("one repeat", 5_000)),
)
KNN = CandidateResult(candidate="knn", label="K-nearest neighbours")


def test_a_run_says_what_was_done_less_and_why():
    assert effort.sentences(PARTS) == [
        "A learning curve was drawn of the chosen model only because there are more than 500 rows.",
        "The models were compared on one repeat of the folds because there are more than 5,000 rows.",
    ]


def test_the_card_says_it_and_blames_no_groups():
    said = method(replace(PARTS, groups=40), 9, {})
    assert "one repeat of the folds because there are more than 5,000 rows" in said
    assert "so few" not in said


def test_a_sample_is_called_one():
    said = method(replace(PARTS, rows=1_000_000, compared=200_000), 9, {})
    assert "on 200,000 of 1,000,000 students, drawn by chance" in said


def test_a_candidate_says_what_it_learned_from():
    assert effort.beside(replace(KNN, effort=(InForce("neighbours on a sample", 5_000),))) == "learned from 5,000 rows"
    assert effort.beside(KNN) == effort.aside(KNN) == ""


def test_a_candidate_that_stepped_aside_says_why():
    aside = replace(KNN, aside=InForce("neighbours step aside", 5_000_000))
    assert "did not take part: rows times inputs are more than 5,000,000" in effort.aside(aside)


def test_every_rule_has_its_words():
    assert {*effort.INSTEAD, *effort.OF_ONE, "neighbours step aside"} == set(get_args(RuleName))


def test_older_runs_say_nothing():
    assert effort.sentences(replace(PARTS, effort=())) == effort.sentences(None) == []
