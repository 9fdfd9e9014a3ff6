"""Equally good models are heard where they clearly differ, and the card says whether they are asked."""

import pytest
from explored import EXAMS

from mlcore.pipeline.results.choice import SecondOpinion
from mlcore.words.marks.second_opinion import asked, differ

MATHS = EXAMS.field("math_score")
FIGURES = {"apart": 2.26, "furthest": 6.28, "rest": 5.11}
WHERE = "for the tenth of the students where they differ most (by 2.3 or more) its RMSE is 6.3, for all others 5.1"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((63.0, 58.2, 65.9), "Equally good models say 58 to 66."),
        ((63.0, 61.6), ""),
        ((63.0,), ""),
    ],
)
def test_what_differs_by_more_than_a_tenth_of_the_range_is_said(values, said):
    assert differ(values, 14.0, MATHS) == said


def test_what_does_not_show_where_scores_are_said_is_not_said():
    assert differ((63.1, 63.4), 2.0, MATHS) == ""


@pytest.mark.parametrize(
    ("kind", "labels", "said"),
    [
        (
            "kept",
            ("Lasso", "Ridge"),
            f"It is asked beside Lasso and Ridge, as good as it: {WHERE}. A prediction says where they differ.",
        ),
        (
            "not telling",
            ("Lasso", "Ridge"),
            f"Lasso and Ridge are as good, but are not asked for a second opinion: {WHERE}, which is not clearly more.",
        ),
        (
            "too few",
            ("Lasso",),
            "Lasso is as good, but is not asked for a second opinion: there are too few students to tell whether a "
            "difference would say anything.",
        ),
        (
            "too large",
            ("Random forest",),
            "Random forest is as good, but is not asked for a second opinion: too large to be kept beside it.",
        ),
    ],
)
def test_the_card_says_whether_they_are_asked_and_why(kind, labels, said):
    figures = FIGURES if kind in ("kept", "not telling") else {}
    assert asked(SecondOpinion(kind=kind, labels=labels, **figures), MATHS) == said


def test_without_a_tie_nothing_is_said():
    assert asked(None, MATHS) == ""
