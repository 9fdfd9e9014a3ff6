"""Targets as people read them."""

import pytest

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field, Grade, Grading
from mlcore.words.marks.targets import UNSET, State, about, act, aim, counted_at, reach, stretch

GRADING = Grading(grades=(Grade(label="C", start=0), Grade(label="B", start=70), Grade(label="A", start=80)))
SCORE = Field(slug="score", label="Score", kind="number", minimum=0, maximum=100)


@pytest.mark.parametrize(
    ("score", "grade", "grading", "said"),
    [
        (75.0, "", None, "75"),
        (74.5, "", GRADING, "74.5 (B)"),
        (None, "B", GRADING, "B (70 or more)"),
        (None, "A*", GRADING, "A*"),
        (None, "B", None, "B"),
        (None, "", GRADING, ""),
    ],
)
def test_a_score_is_said_with_its_grade_and_a_grade_with_its_score(score, grade, grading, said):
    assert aim(score, grade, grading) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.35, "about 7 in 20"),
        (0.974, "about 19 in 20"),
        (0.975, "about 98 in 100"),
        (0.025, "about 1 in 20"),
        (0.02, "about 2 in 100"),
        (0.01, "about 1 in 100"),
        (0.005, "fewer than 1 in 100"),
        (0.004, "fewer than 1 in 100"),
        (0.996, "more than 99 in 100"),
        (1.0, "more than 99 in 100"),
    ],
)
def test_a_chance_is_said_as_whole_people_and_never_as_nobody_or_everybody(chance, said):
    assert about(chance) == said
    assert reach(chance) == f"{said[0].upper()}{said[1:]} similar students reach it."


def test_people_who_are_counted_beside_it_are_not_counted_in_another_way():
    assert about(0.37, (8, 20)) == "about 8 in 20"
    assert about(0.02, (0, 20)) == "about 2 in 100"


def test_where_a_grade_begins_people_are_counted_as_for_the_grades():
    chances = Chances(grading=GRADING, shares=(0.34, 0.33, 0.33))
    assert [counted_at(chances, score) for score in (70, 80, 75, 0)] == [(13, 20), (6, 20), None, None]


@pytest.mark.parametrize(
    ("quarter", "tenth", "grading", "said"),
    [
        (71.0, 76.0, None, "A quarter of students like this one reach 71 or more, a tenth 76 or more."),
        (71.0, 86.0, GRADING, "A quarter of students like this one reach 71 or more (B), a tenth 86 or more (A)."),
        (97.0, 100.0, None, "A quarter of students like this one reach 97 or more, a tenth 100."),
        (100.0, 100.0, GRADING, "A quarter of students like this one reach 100 (A)."),
        (3.0, 3.0, None, "A quarter of students like this one reach 3 or more; fewer than a tenth reach more."),
        (None, 4.0, None, "A tenth of students like this one reach 4 or more."),
        (None, None, None, ""),
    ],
)
def test_what_the_upper_quarter_and_tenth_reach_is_said_as_a_fact_about_them(quarter, tenth, grading, said):
    assert stretch(quarter, tenth, SCORE, grading) == said


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (UNSET, State("75", False), "Set to 75"),
        (UNSET, State("75", True), "Set to 75 and locked"),
        (State("75", True), State("80", False), "Changed to 80 and unlocked"),
        (State("75", True), State("80", True), "Changed to 80"),
        (State("75", False), State("75", True), "Locked"),
        (State("75", True), State("75", False), "Unlocked"),
        (State("75", True), UNSET, "Taken back"),
        (State("75", False), State("75", False), "Confirmed"),
    ],
)
def test_an_act_is_told_from_what_was_before(before, now, said):
    assert act(before, now) == said
