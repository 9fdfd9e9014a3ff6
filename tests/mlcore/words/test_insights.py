"""The sentences about rows: how they read, and the words they never use."""

import re

import numpy as np
import pandas as pd
import pytest
from causal_words import causal_words
from explored import EXAMS, HSB2, SMALL, exams, frames, hsb2
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcore.pipeline.explore.facts import FurthestApart, Insight
from mlcore.pipeline.explore.insights import insights
from mlcore.pipeline.explore.results import Difference
from mlcore.pipeline.stats.interval import Interval
from mlcore.words.insights import sentence


def sentences(frame, schema, target, kind=None):
    found = insights(frame, schema, target)
    return [sentence(insight, schema) for insight in found if kind in (None, insight.kind)]


def school(**columns):
    return pd.DataFrame(columns)


def test_what_goes_most_with_a_score_is_one_sentence_to_be_read_aloud():
    lead = sentences(exams(), EXAMS, "math_score")[0]
    assert lead.startswith("Differences in the maths score go most closely with the reading score (67 % of them), the")
    assert lead.endswith(" (67 % of them), the writing score (64 %) and lunch (11 %); the shares overlap.")


def test_scores_are_said_to_go_closely_together():
    (said,) = sentences(exams(), EXAMS, "math_score", "scores-together")
    assert re.fullmatch(
        r"Maths, reading and writing scores go closely together: the correlation of any two is between 0\.8\d and"
        r" 0\.9\d \(at most 1\)\.",
        said,
    )


def test_one_pair_of_scores_is_told_with_its_interval():
    frame = school(english=np.arange(50.0), art=np.arange(50.0))
    (said,) = sentences(frame, SMALL, "english", "scores-together")
    assert said.endswith(" go closely together: the correlation is 1.00, likely between 1.00 and 1.00 (at most 1).")


def test_groups_that_differ_by_subject_are_told_subject_by_subject():
    (said,) = sentences(exams(), EXAMS, "math_score", "by-subject")
    assert re.search(r"“female”, the average is higher in reading \(7 points, likely between \d", said)
    assert re.search(r"; where it is “male”, in maths \(5 points, likely between \d", said)


def test_two_groups_are_told_with_the_difference_and_its_interval():
    assert any(
        "points higher where the test preparation course is “completed” than where it is “none” (likely between" in said
        for said in sentences(exams(), EXAMS, "math_score", "changeable")
    )


def test_the_furthest_of_many_groups_are_told_with_their_sizes_and_an_interval_for_any_two():
    (said,) = sentences(hsb2(), HSB2, "math", "groups")
    assert re.search(r"“asian” \(11 students\) and lowest where it is “[a-z ]+” \(\d\d students\)", said)
    assert said.endswith(": 11 points apart (likely between 1 and 20).")


def test_a_gap_that_chance_could_give_between_two_of_many_groups_is_said_to_be_perhaps_none():
    gap = Difference("red", "blue", 5.0, Interval(-1.0, 11.0))
    apart = FurthestApart(difference=gap, n_higher=57, n_lower=12, groups=3, in_tens=True)
    said = sentence(Insight("groups", ("bus", "english"), 0.5, apart), SMALL)
    assert said.endswith("5 points apart (likely at most 11, perhaps not at all).")
    assert "“red” (about 60 students) and lowest where it is “blue” (about 10 students)" in said


def test_a_number_that_is_no_score_is_told_in_points_between_its_quarters():
    absences = np.tile(np.arange(0.0, 21.0), 10)
    assert sentences(school(absences=absences, english=80 - 2 * absences), SMALL, "english", "number") == [
        "With higher absences, English tends to be lower: about 20 points between 5 and 15 (likely about 20)."
    ]


def test_a_number_whose_quarters_are_one_value_is_told_as_a_correlation():
    absences = np.array([0.0] * 80 + [1.0, 2.0, 3.0, 4.0] * 5)
    (said,) = sentences(school(absences=absences, english=60 - 9 * absences), SMALL, "english", "number")
    assert said.endswith("lower: the correlation is −1.00 (likely between −1.00 and −1.00).")


def test_a_steady_trend_is_told_from_first_to_last():
    steps = np.repeat(["first", "second", "third"], 20)
    frame = school(year=steps, english=np.repeat([40.0, 50, 60], 20) + np.tile([-1.0, 1.0], 30))
    (said,) = sentences(frame, SMALL, "english", "trend")
    assert "By year, the average in English gets higher from “first” to “third”: 20 points between the two" in said


def test_a_trend_with_exceptions_names_its_ends_and_says_so():
    (said,) = sentences(exams(), EXAMS, "math_score", "trend")
    start = "By parental education, the average maths score gets higher from “some high school” to “master's degree”"
    assert said.startswith(f"{start}, though not at every step: 6 points between the two (likely between ")


def test_few_students_are_said_to_be_too_few():
    assert sentences(school(english=[50.0] * 9), SMALL, "english") == [
        "There are not enough rows with a known English to say anything about it."
    ]


def test_hsb2_speaks_of_its_tests_with_articles():
    said = sentences(hsb2(), HSB2, "math")
    start = "Differences in the mathematics test go most closely with the reading test (44 % of them)"
    assert said[0].startswith(start)
    assert any("The average in the mathematics test is highest where programme is “academic”" in one for one in said)
    assert any(one.startswith("Reading, writing, mathematics, science and social studies tests go") for one in said)
    assert any(one.startswith("For gender and school type, a connection with the mathematics test") for one in said)


def test_the_closing_sentence_says_that_nothing_is_advice():
    assert sentences(exams(), EXAMS, "math_score")[-1].endswith("so none is advice.")


@settings(deadline=None, max_examples=80)
@given(st.data(), st.sampled_from([EXAMS, HSB2, SMALL]))
def test_no_sentence_says_why(data, schema):
    frame = data.draw(frames(schema))
    target = data.draw(st.sampled_from([field.slug for field in schema.fields if field.is_number]))
    for said in sentences(frame, schema, target):
        assert causal_words(said) == []
        assert "nan" not in said
        assert said[0].isupper()
        assert said.endswith(".")


@pytest.mark.parametrize("kind", ["strongest", "scores-together", "by-subject", "trend", "changeable", "groups"])
def test_the_word_list_was_tried_on_every_kind_of_sentence(kind):
    said = sentences(exams(), EXAMS, "math_score", kind)[0]
    assert causal_words(said) == []
    assert causal_words(said + " It boosts scores.") == ["boosts"]


def test_choices_are_quoted_in_the_words_of_the_data():
    assert causal_words("It is higher where lunch is “free/reduced”.") == []


def test_causal_words_are_found_whatever_their_case():
    assert causal_words("Preparation Raises scores because it helps") == ["Raises", "because", "helps"]
    assert causal_words("A higher score; because-like words such as thusly") == ["because"]
