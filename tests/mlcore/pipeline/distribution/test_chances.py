"""Chances of grades add up, agree with the chance of each score, and become whole people that add up, too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.distribution.distribution import Distribution
from mlcore.pipeline.distribution.quantiles import quantiles, reaches
from mlcore.pipeline.schema import Grade, Grading

RESIDUALS = np.random.default_rng(1).normal(1, 6, 400)
MARKS = (("E", 0), ("D", 50), ("C", 60), ("B", 70), ("A", 80))
GRADES = tuple(Grade(label=label, start=start) for label, start in MARKS)
values, passes = st.floats(0, 100), st.none() | st.integers(1, 100).map(float)


def distribution(value: float = 65.0, step: float = 1.0) -> Distribution:
    return Distribution(quantiles=value + quantiles(reaches(RESIDUALS, 100.0)), bounds=(0.0, 100.0), step=step)


@given(values, passes)
def test_chances_of_grades_add_up_and_agree_with_the_chance_of_each_score(value, pass_at):
    one = distribution(value)
    found = Chances.of(one, Grading(grades=GRADES, pass_at=pass_at))
    assert sum(found.of_grades) == pytest.approx(1)
    for at, grade in enumerate(GRADES):
        assert sum(found.of_grades[at:]) == pytest.approx(one.chance_of(grade.start))
    assert found.passed == (None if pass_at is None else pytest.approx(one.chance_of(pass_at)))


@given(values, st.sets(st.integers(1, 400), min_size=1, max_size=10))
def test_the_chance_of_a_grade_is_that_of_the_first_mark_which_has_it(value, quarters):
    starts = [0.0, *(quarter / 4 for quarter in sorted(quarters))]
    grading = Grading(grades=tuple(Grade(label=f"{start}", start=start) for start in starts))
    one = distribution(value)
    for start in starts[1:]:
        first = next(mark for mark in range(101) if grading.grade_of(mark).start >= start)
        assert one.chance_of(start) == pytest.approx(one.chance_of(first))


@given(values, passes, st.sampled_from([20, 100]))
def test_people_add_up_across_grades_and_the_pass_mark(value, pass_at, of):
    found = Chances.of(distribution(value), Grading(grades=GRADES, pass_at=pass_at)).people(of)
    assert sum(found.grades) == of
    starts = [grade.start for grade in GRADES]
    if pass_at in starts:
        assert found.passed == sum(found.grades[starts.index(pass_at) :])


@given(st.lists(st.floats(0.001, 1), min_size=40, max_size=40), st.integers(1, 39), st.sampled_from([20, 100]))
def test_so_many_pass_as_their_chance_says_however_many_grades_there_are(weights, at, of):
    many = tuple(Grade(label=f"{start}", start=start) for start in range(40))
    shares = tuple(weight / sum(weights) for weight in weights)
    found = Chances(grading=Grading(grades=many, pass_at=float(at)), shares=shares)
    assert abs(found.people(of).passed - found.passed * of) <= 0.5 + 1e-6
    assert sum(found.people(of).grades[at:]) == found.people(of).passed


def test_the_most_likely_grade_is_the_one_with_the_largest_share():
    found = Chances.of(distribution(65.0), Grading(grades=GRADES))
    assert found.most_likely.label == "C"
    assert max(found.of_grades) == found.of_grades[2]


def test_a_pass_mark_without_grades_has_one_figure():
    found = Chances.of(distribution(65.0), Grading(pass_at=60.0))
    assert (found.of_grades, found.most_likely) == ((), None)
    assert found.passed == distribution(65.0).chance_of(60)
    assert found.people(20).grades == ()
