"""What insights find in two datasets, in what order, and when they stay silent."""

import re

import numpy as np
import pandas as pd
import pytest
from explored import EXAMS, HSB2, SMALL, exams, hsb2

from mlcore.pipeline.explore.insights import insights
from mlcore.pipeline.rows.columns import subgroup

EXAM_TARGETS = ["math_score", "reading_score", "writing_score"]


def insight(insights, kind, *fields):
    return next((i for i in insights if i.kind == kind and set(fields) <= set(i.fields)), None)


def school(**columns):
    return pd.DataFrame(columns)


@pytest.mark.parametrize("target", EXAM_TARGETS)
def test_exams_parental_education_matters(target):
    trend = insight(insights(exams(), EXAMS, target), "trend", "parental_education").figures
    assert (trend.first, trend.last) == ("some high school", "master's degree")
    assert trend.rho > 0
    assert trend.ends.interval.low > 0
    assert not trend.steady


@pytest.mark.parametrize("target", EXAM_TARGETS)
def test_exams_test_preparation_goes_with_higher_scores(target):
    apart = insight(insights(exams(), EXAMS, target), "changeable", "test_preparation").figures
    gap = apart.difference
    assert (gap.higher, apart.groups) == ("completed", 2)
    assert 0 < gap.interval.low < gap.points < gap.interval.high


def test_exams_scores_go_closely_together():
    together = insight(insights(exams(), EXAMS, "math_score"), "scores-together", *EXAM_TARGETS).figures
    assert 0.78 < together.loosest.r < 0.85
    assert 0.92 < together.closest.r < 0.97
    assert together.pairs == 3


@pytest.mark.parametrize("target", EXAM_TARGETS)
def test_exams_girls_read_and_write_better_and_boys_score_higher_in_maths(target):
    sides = insight(insights(exams(), EXAMS, target), "by-subject", "gender").figures
    assert (sides.most.choice, [gap.score for gap in sides.most.gaps]) == ("female", ["reading_score", "writing_score"])
    assert (sides.fewer.choice, [gap.score for gap in sides.fewer.gaps]) == ("male", ["math_score"])


def test_hsb2_finds_something_else():
    found = insights(hsb2(), HSB2, "math")
    assert not insight(found, "by-subject")
    assert insight(found, "changeable", "programme").figures.difference.higher == "academic"
    assert set(insight(found, "nothing").fields) == {"gender", "school_type", "math"}
    assert insight(found, "scores-together").figures.closest.r < 0.75


def test_hsb2_girls_are_ahead_in_writing_only():
    assert insight(insights(hsb2(), HSB2, "write"), "groups", "gender").figures.difference.higher == "female"
    assert not insight(insights(hsb2(), HSB2, "read"), "groups", "gender")


def test_the_furthest_of_many_groups_come_with_their_sizes():
    apart = insight(insights(hsb2(), HSB2, "math"), "groups", "race").figures
    assert (apart.difference.higher, apart.n_higher, apart.groups) == ("asian", 11, 4)
    assert apart.n_lower == (hsb2()["race"] == apart.difference.lower).sum()
    assert not apart.in_tens


def test_beside_a_hidden_group_sizes_are_to_be_told_in_tens():
    buses = ["red"] * 20 + ["blue"] * 9 + ["green"] * 14
    frame = school(bus=buses, english=[*range(40, 60), *[50.0] * 9, *range(60, 74)])
    assert insight(insights(frame, SMALL, "english"), "groups", "bus").figures.in_tens


def test_fields_are_ranked_by_strength():
    found = insights(exams(), EXAMS, "math_score")
    assert found[0].fields == ("reading_score", "writing_score", "lunch", "math_score")
    assert list(found[0].figures.shares) == sorted(found[0].figures.shares, reverse=True)
    strengths = [i.strength for i in found if i.kind not in ("strongest", "nothing", "caution")]
    assert strengths == sorted(strengths, reverse=True)


def test_subgroup_does_not_speak_of_the_field_that_made_it():
    found = insights(subgroup(exams(), EXAMS, "gender", "female"), EXAMS, "math_score")
    assert not [i for i in found if "gender" in i.fields]


def test_noise_is_no_insight():
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


def test_one_score_alone_does_not_go_together():
    frame = school(english=np.arange(50.0))
    assert not insight(insights(frame, SMALL, "english"), "scores-together")


def test_the_last_insight_is_the_caution():
    assert insights(exams(), EXAMS, "math_score")[-1].kind == "caution"


def test_no_fact_is_a_sentence():
    for found in insights(exams(), EXAMS, "math_score"):
        assert not re.search(r"[a-z] [a-z]+ [a-z]+ [a-z]+ ", repr(found))
