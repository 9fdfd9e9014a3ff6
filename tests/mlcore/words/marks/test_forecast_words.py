"""What to expect of a class, in whole people and points."""

import pytest
from causal_words import causal_words
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.forecast.means import Mean
from mlcore.pipeline.results.between import Between
from mlcore.pipeline.schema import Field
from mlcore.words.marks import forecast

SCORE = Field(slug="maths", label="Maths score", kind="number", minimum=0, maximum=100, unit="points")
SHORT = Field(slug="mark", label="Mark", kind="number", minimum=1, maximum=6)
SCHOOL = Field(slug="school", label="School", kind="group")
BETWEEN = Between(share=0.052, likely=(0.03, 0.05, 0.08), groups=40)


def test_how_many_pass_is_said_in_whole_people():
    assert forecast.passes(25, 17, 14, 20) == "Of 25 students about 17 pass: 8 times in 10 between 14 and 20."
    assert forecast.passes(5, 1, 0, 2) == "Of 5 students about 1 passes: 8 times in 10 between 0 and 2."
    assert forecast.passes(25, 25, 25, 25) == "Of 25 students about 25 pass, most likely exactly so many."


def test_whose_boundaries_they_are_is_said_as_far_as_it_is_known():
    assert forecast.whose(60.0, SCORE, "An example.") == "Passed from 60 points. An example."
    assert forecast.whose(3.5, SHORT, "") == "Passed from 3.5."
    assert forecast.whose(None, SCORE, "") == ""


def test_a_mean_is_said_as_scores_are_and_more_exactly_where_its_interval_is_narrow():
    said = forecast.mean(Mean(61.23, 56.6, 65.1), SCORE)
    assert said == "Their mean in maths is about 61 points: 8 times in 10 between 57 and 65."
    assert "61.2 points: 8 times in 10 between 60.1 and 62.4" in forecast.mean(Mean(61.23, 60.1, 62.4), SCORE)
    assert "is about 2.71: 8 times in 10 between 2.50 and 2.91" in forecast.mean(Mean(2.71, 2.5, 2.91), SHORT)


def test_who_is_counted_and_who_is_not():
    assert forecast.counted(25, 25, 0) == "All 25 students of the class are counted."
    assert forecast.counted(28, 25, 0) == "25 of 28 students are counted. 3 have no prediction for this yet."
    assert "1 has one of a model that tells no chances" in forecast.counted(26, 25, 1)


@pytest.mark.parametrize(("told", "said"), [(0, "0 of 4 have one"), (1, "1 of 4 has one"), (3, "3 of 4 have one")])
def test_of_too_few_students_it_is_said_how_many_are_counted(told, said):
    assert f"so far {said} that can be counted." in forecast.too_few(4, told, 0, 5)


def test_where_predictions_cannot_be_counted_it_is_said_why_and_what_to_do():
    said = forecast.too_few(12, 0, 12, 5)
    assert said.endswith("whose file is gone. Predict again; where that fails, the admin restores the file.")
    assert "12 have one of a model that tells no chances" in said


def test_intervals_say_what_they_allow_for():
    said = forecast.holds(BETWEEN, SCHOOL)
    assert "The intervals allow for it" in said
    assert "about 5 % goes with the school (told from 40 groups)" in said


@pytest.mark.parametrize(("found", "group"), [(None, None), (None, SCHOOL), (BETWEEN, None)])
def test_where_it_is_not_known_the_intervals_hold_only_if_nobody_moves_together(found, group):
    assert forecast.holds(found, group).endswith("so these intervals hold only if they do not.")
    assert forecast.moves_together(found, group) == ""


def test_the_card_says_how_unsure_few_groups_are():
    said = forecast.moves_together(Between(share=0.05, likely=(0.0, 0.04, 0.3), groups=7), SCHOOL)
    assert said.endswith("(told from 7 groups only), 8 times in 10 between 0 % and 30 %.")


def test_hardly_anything_in_common_is_not_called_nothing():
    assert "less than 1 % goes with the school" in forecast.holds(Between(share=0.0, likely=(0.0,), groups=40), SCHOOL)


@given(share=st.floats(0, 1), likely=st.lists(st.floats(0, 1), min_size=1).map(sorted), groups=st.integers(3, 5_000))
def test_no_sentence_claims_a_cause(share, likely, groups):
    found = Between(share=share, likely=tuple(likely), groups=groups)
    sentences = [forecast.holds(found, SCHOOL), forecast.moves_together(found, SCHOOL), forecast.holds(None, None)]
    assert not any(map(causal_words, sentences))
