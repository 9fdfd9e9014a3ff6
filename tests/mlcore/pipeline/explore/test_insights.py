"""The sentences: what they find in two datasets, when they stay silent, and the words they never use."""

import re

import numpy as np
import pandas as pd
import pytest
from causal_words import causal_words
from explored import EXAMS, HSB2, SMALL, exams, frames, hsb2
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcore.pipeline.explore.groups import Difference
from mlcore.pipeline.explore.insights import insights
from mlcore.pipeline.explore.matrix import against
from mlcore.pipeline.explore.sentences import many_groups
from mlcore.pipeline.rows.columns import subgroup
from mlcore.pipeline.words import names

EXAM_TARGETS = ["math_score", "reading_score", "writing_score"]


def insight(found, kind, *fields):
    return next((i for i in found if i.kind == kind and set(fields) <= set(i.fields)), None)


def school(**columns):
    return pd.DataFrame(columns)


@pytest.mark.parametrize("target", EXAM_TARGETS)
def test_exams_parental_education_matters(target):
    found = insight(insights(exams(), EXAMS, target), "trend", "parental_education")
    assert (found.figures["first"], found.figures["last"]) == ("some high school", "master's degree")
    assert found.figures["rho"] > 0
    assert found.figures["low"] > 0


@pytest.mark.parametrize("target", EXAM_TARGETS)
def test_exams_test_preparation_goes_with_higher_scores(target):
    found = insight(insights(exams(), EXAMS, target), "changeable", "test_preparation")
    assert found.figures["higher"] == "completed"
    assert 0 < found.figures["low"] < found.figures["points"] < found.figures["high"]
    assert "points higher where the test preparation course is “completed” than where it is “none”" in found.sentence


def test_exams_scores_go_closely_together():
    found = insight(insights(exams(), EXAMS, "math_score"), "scores-together", *EXAM_TARGETS)
    assert 0.78 < found.figures["lowest_r"] < 0.85
    assert 0.92 < found.figures["highest_r"] < 0.97
    assert found.sentence.startswith("Maths, reading and writing scores go closely together: ")


@pytest.mark.parametrize("target", EXAM_TARGETS)
def test_exams_girls_read_and_write_better_and_boys_score_higher_in_maths(target):
    found = insight(insights(exams(), EXAMS, target), "by-subject", "gender")
    ahead = {score: found.figures[f"ahead_in_{score}"] for score in EXAM_TARGETS}
    assert ahead == {"math_score": "male", "reading_score": "female", "writing_score": "female"}
    assert re.search(r"“female”, the average is higher in reading \(7 points, likely between \d", found.sentence)


def test_hsb2_says_something_else():
    found = insights(hsb2(), HSB2, "math")
    assert not insight(found, "by-subject")
    assert insight(found, "changeable", "programme").figures["higher"] == "academic"
    assert set(insight(found, "nothing").fields) == {"gender", "school_type", "math"}
    assert insight(found, "scores-together").figures["highest_r"] < 0.75


def test_hsb2_girls_are_ahead_in_writing_only():
    assert insight(insights(hsb2(), HSB2, "write"), "groups", "gender").figures["higher"] == "female"
    assert not insight(insights(hsb2(), HSB2, "read"), "groups", "gender")


def test_the_furthest_of_many_groups_are_told_with_their_sizes_and_an_interval_for_any_two():
    found = insight(insights(hsb2(), HSB2, "math"), "groups", "race")
    assert re.search(r"“asian” \(11 students\) and lowest where it is “[a-z ]+” \(\d\d students\)", found.sentence)
    assert found.sentence.endswith(": 11 points apart (likely between 1 and 20).")


def test_a_gap_that_chance_could_give_between_two_of_many_groups_is_said_to_be_perhaps_none():
    frame = school(bus=["red", "blue", "green"] * 10, english=np.arange(30.0))
    comparison = against(frame, SMALL, "bus", "english")
    gap = Difference("red", "blue", 5.0, -1.0, 11.0)
    said = many_groups(comparison, gap, SMALL.field("bus"), SMALL.field("english")).sentence
    assert said.endswith("5 points apart (likely at most 11, perhaps not at all).")


def test_fields_are_ranked_by_strength():
    found = insights(exams(), EXAMS, "math_score")
    assert found[0].fields[:3] == ("reading_score", "writing_score", "lunch")
    strengths = [i.strength for i in found if i.kind not in ("strongest", "nothing", "caution")]
    assert strengths == sorted(strengths, reverse=True)


def test_subgroup_does_not_speak_of_the_field_that_made_it():
    found = insights(subgroup(exams(), EXAMS, "gender", "female"), EXAMS, "math_score")
    assert not [i for i in found if "gender" in i.fields]


def test_noise_is_not_put_into_words():
    random = np.random.default_rng(0)
    frame = school(
        club=random.choice(["no", "yes"], 300),
        bus=random.choice(["red", "blue"], 300),
        english=random.normal(50, 9, 300),
    )
    assert [i.kind for i in insights(frame, SMALL, "english")] == ["nothing"]


def test_chance_findings_stay_rare_over_many_noisy_schools():
    random, loud = np.random.default_rng(1), 0
    for _ in range(100):
        columns = {f.slug: random.choice(f.choices or ["x"], 80) for f in SMALL.fields if not f.is_number}
        noise = {f.slug: random.uniform(0, 30, 80) for f in SMALL.fields if f.is_number}
        loud += insights(school(**columns, **noise), SMALL, "english")[0].kind != "nothing"
    assert loud <= 12


def test_number_that_is_no_score_is_told_in_points_between_its_quarters():
    absences = np.tile(np.arange(0.0, 21.0), 10)
    frame = school(absences=absences, english=80 - 2 * absences)
    found = insight(insights(frame, SMALL, "english"), "number", "absences")
    assert found.sentence == (
        "With higher absences, English tends to be lower: about 20 points between 5 and 15 (likely about 20)."
    )


def test_steady_trend_is_told_from_first_to_last():
    steps = np.repeat(["first", "second", "third"], 20)
    frame = school(year=steps, english=np.repeat([40.0, 50, 60], 20) + np.tile([-1.0, 1.0], 30))
    found = insight(insights(frame, SMALL, "english"), "trend", "year")
    assert (
        "By year, the average in English gets higher from “first” to “third”: 20 points between the two"
        in found.sentence
    )


def test_one_score_alone_is_not_said_to_go_together():
    frame = school(english=np.arange(50.0))
    assert not insight(insights(frame, SMALL, "english"), "scores-together")


def test_exams_what_goes_most_with_a_score_is_one_sentence_to_be_read_aloud():
    lead = insights(exams(), EXAMS, "math_score")[0].sentence
    assert lead.startswith("Differences in the maths score go most closely with the reading score (67 % of them), the")
    assert lead.endswith(" (67 % of them), the writing score (64 %) and lunch (11 %); the shares overlap.")


def test_a_trend_with_exceptions_names_its_ends_and_says_so():
    found = insight(insights(exams(), EXAMS, "math_score"), "trend")
    start = "By parental education, the average maths score gets higher from “some high school” to “master's degree”"
    assert found.sentence.startswith(f"{start}, though not at every step: 6 points between the two (likely between ")


def test_hsb2_speaks_of_its_tests_with_articles():
    found = [insight.sentence for insight in insights(hsb2(), HSB2, "math")]
    assert found[0].startswith(
        "Differences in the mathematics test go most closely with the reading test (44 % of them)"
    )
    assert any("The average in the mathematics test is highest where programme is “academic”" in said for said in found)
    assert any(said.startswith("Reading, writing, mathematics, science and social studies tests go") for said in found)
    assert any(said.startswith("For gender and school type, a connection with the mathematics test") for said in found)


def test_closing_sentence_says_that_nothing_is_advice():
    assert insights(exams(), EXAMS, "math_score")[-1].kind == "caution"


@settings(deadline=None, max_examples=80)
@given(st.data(), st.sampled_from([EXAMS, HSB2, SMALL]))
def test_no_sentence_says_why(data, schema):
    frame = data.draw(frames(schema))
    target = data.draw(st.sampled_from([field.slug for field in schema.fields if field.is_number]))
    for found in insights(frame, schema, target):
        assert causal_words(found.sentence) == []
        assert "nan" not in found.sentence
        assert found.sentence[0].isupper()
        assert found.sentence.endswith(".")


@pytest.mark.parametrize("kind", ["strongest", "scores-together", "by-subject", "trend", "changeable", "groups"])
def test_the_word_list_was_tried_on_every_kind_of_sentence(kind):
    found = insight(insights(exams(), EXAMS, "math_score"), kind)
    assert causal_words(found.sentence) == []
    assert causal_words(found.sentence + " It boosts scores.") == ["boosts"]


def test_choices_are_quoted_in_the_words_of_the_data():
    assert causal_words("It is higher where lunch is “free/reduced”.") == []


def test_causal_words_are_found_whatever_their_case():
    assert causal_words("Preparation Raises scores because it helps") == ["Raises", "because", "helps"]
    assert causal_words("A higher score; because-like words such as thusly") == ["because"]


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 points"), (0.2, "less than 1 point"), (0.5, "1 point"), (1.4, "1 point"), (2.5, "3 points")],
)
def test_points_are_whole_numbers_in_words(value, words):
    assert names.points(value, SMALL.field("english")) == words


def test_short_scales_keep_a_decimal():
    field = SMALL.field("english").__class__("gpa", "GPA", "number", minimum=0, maximum=4)
    assert names.points(0.31, field) == "0.3 points"


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Maths score", "maths score"), ("English", "English"), ("SES", "SES"), ("Portuguese mark", "Portuguese mark")],
)
def test_labels_inside_a_sentence(label, inside):
    assert names.name(SMALL.field("english").__class__("x", label, "category", choices=("a", "b"))) == inside
