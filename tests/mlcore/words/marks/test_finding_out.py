"""What to find out next: widths as the ends are said, the narrowest first, and nothing that would not show."""

import pytest
from causal_words import causal_words
from explored import EXAMS

from mlcore.pipeline.distribution.narrowed import Narrowed
from mlcore.words.marks.finding_out import to_find_out

MATHS = EXAMS.field("math_score")
NOW = (28.0, 72.0)


def known(field: str, low: float, high: float, is_sure: bool = True) -> Narrowed:
    return Narrowed(field=field, low=low, high=high, is_sure=is_sure)


def said(*found: Narrowed, now=NOW):
    return to_find_out(found, now, EXAMS, MATHS)


def test_the_best_one_is_a_sentence():
    assert said(known("reading_score", 43.0, 57.0)).best == (
        "With the reading score the range would be 14 points wide instead of 44."
    )


def test_others_of_at_least_a_point_follow_in_short():
    found = said(known("reading_score", 43, 57), known("lunch", 29, 71.5), known("gender", 28.1, 72))
    assert found.others == ("Or with lunch known: 43 points",)


def test_widths_are_those_of_the_ends_as_they_are_said():
    found = said(known("writing_score", 40.4, 60.5), now=(27.6, 72.4))
    assert found.best == "With the writing score the range would be 21 points wide instead of 44."


def test_a_width_that_depends_on_the_value_is_said_to_be_about_so():
    assert "would be about 14 points wide" in said(known("reading_score", 43, 57, is_sure=False)).best


@pytest.mark.parametrize(("count", "which"), [(1, "it known"), (2, "any one of them known")])
def test_less_than_a_point_is_not_promised(count, which):
    found = said(*[known("gender", 28.4, 71.6)] * count)
    assert found.best == (
        f"What is missing would tell little more: with {which}, the range would be narrower by less than 1 point."
    )
    assert found.others == ()


def test_a_point_that_rounding_takes_back_is_not_promised():
    assert "tell little more" in said(known("gender", 28.4, 71.3), now=(27.5, 71.4)).best


def test_nothing_is_said_where_nothing_is_missing():
    assert said() is None


def test_no_sentence_says_what_would_happen_to_the_student():
    for found in (said(known("lunch", 40, 60), known("gender", 30, 70)), said(known("gender", 28, 72))):
        assert not any(map(causal_words, [found.best, *found.others]))
