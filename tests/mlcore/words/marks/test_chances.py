"""Chances as people say them: of 20, of 100 where 20 would make it nobody or all, and counts that add up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.schema import Field, Grade, Grading
from mlcore.words.marks import chances as words

MARKS = (("E", 0), ("D", 50), ("C", 60), ("B", 70), ("A", 80))
GRADING = Grading(grades=tuple(Grade(label=label, start=start) for label, start in MARKS), pass_at=60.0)
ONLY_A_PASS = Grading(pass_at=60.0)
TARGET = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=100)


def said(shares, grading=GRADING) -> str:
    found = Chances(grading=grading, shares=tuple(shares))
    return " ".join(words.said(found, words.counted(found)))


def test_who_passes_comes_first_then_the_most_likely_grade():
    assert said([0.1, 0.25, 0.35, 0.25, 0.05]) == (
        "Of 20 students like this one, about 13 pass. "
        "The most likely grade is C (7 of 20), B or better 6, D or lower 7."
    )


@pytest.mark.parametrize(
    ("passed", "sentence"),
    [
        (0.5, "Of 20 students like this one, about 10 pass."),
        (0.05, "Of 20 students like this one, about 1 passes."),
        (0.01, "Of 100 students like this one, about 1 passes."),
        (0.001, "Of 100 students like this one, hardly any pass: fewer than 1."),
        (0.99, "Of 100 students like this one, about 99 pass."),
        (0.999, "Of 100 students like this one, nearly all pass: more than 99."),
    ],
)
def test_a_pass_mark_alone_is_one_figure(passed, sentence):
    assert said([1 - passed, passed], ONLY_A_PASS) == sentence


def test_a_grade_that_is_a_number_is_called_one():
    numbers = Grading(grades=tuple(Grade(label=str(9 - at), start=at * 10) for at in range(5)))
    assert said([0.1, 0.2, 0.4, 0.2, 0.1], numbers).endswith(
        "is grade 7 (8 of 20), grade 6 or better 6, grade 8 or lower 6."
    )
    assert words.between(12, 34, TARGET, numbers) == "grade 8 to 6"


def test_the_best_grade_has_none_above_it():
    without_pass = Grading(grades=GRADING.grades)
    assert said([0.0, 0.0, 0.1, 0.3, 0.6], without_pass) == (
        "Among students like this one, the most likely grade is A (12 of 20), B or lower 8."
    )
    assert said([0.6, 0.4, 0.0, 0.0, 0.0], without_pass).endswith("is E (12 of 20), D or better 8.")


@given(st.lists(st.floats(0.001, 1), min_size=5, max_size=5))
def test_the_counts_of_grades_add_up(weights):
    text = said([weight / sum(weights) for weight in weights])
    grades = text.partition("most likely grade is")[2]
    likeliest, of = map(int, re.search(r"\((\d+) of (\d+)\)", grades).groups())
    assert likeliest + sum(map(int, re.findall(r"(?:better|lower|, [A-E]) (\d+)", grades))) == of


@pytest.mark.parametrize(
    ("low", "high", "grades"), [(52, 73, "D to B"), (61, 68, "C"), (59.4, 59.6, "D to C"), (0, 100, "E to A")]
)
def test_a_range_is_said_in_the_grades_of_its_ends_as_they_are_said(low, high, grades):
    assert words.between(low, high, TARGET, GRADING) == grades


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted))
def test_the_grade_of_a_value_lies_in_the_grades_of_its_range(ends):
    grades = [GRADING.grades.index(GRADING.named(words.grade(end, TARGET, GRADING))) for end in ends]
    assert grades == sorted(grades)


def test_without_grades_no_grade_is_said():
    assert words.between(40, 60, TARGET, None) == words.grade(40, TARGET, ONLY_A_PASS) == ""
