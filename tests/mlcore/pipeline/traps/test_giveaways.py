"""Inputs that give the target away are found in any disguise, and close ones that do not are left alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.schema import Field
from mlcore.pipeline.traps.giveaways import IN_ORDER, giveaways, order_agreement

MARK = Field(slug="mark", label="Mark", kind="number", minimum=0, maximum=100)
COPY = Field(slug="copy", label="Copy", kind="number", minimum=-1e6, maximum=1e6)
GRADES = ("F", "D", "C", "B", "A")
GRADE = Field(slug="grade", label="Grade", kind="category", choices=GRADES)
RANDOM = np.random.default_rng(5)
MARKS = RANDOM.normal(65, 15, 300).clip(0, 100).round()
STANDARD = (MARKS - 65) / 15


def some(share: float, values, others):
    """Of the values a share replaced."""
    return np.where(np.random.default_rng(3).random(len(values)) < share, others, values)


def grade(marks):
    return np.array(GRADES, dtype=object)[np.digitize(marks, [50, 60, 70, 80])]


def found(values, field=COPY, marks=MARKS):
    return [caution.kind for caution in giveaways(pd.DataFrame({field.slug: values, "mark": marks}), (field,), MARK)]


@pytest.mark.parametrize(
    "copy",
    [
        MARKS,
        2 * MARKS + 5,
        100 - MARKS,
        (MARKS / 5).round() * 5,
        MARKS + RANDOM.normal(0, 1, 300),
        some(0.6, MARKS, np.nan),
    ],
    ids=["same", "other scale", "points lost", "rounded", "nearly", "gaps"],
)
def test_a_number_that_all_but_equals_the_target_is_found(copy):
    assert found(copy) == ["equals"]


@pytest.mark.parametrize(
    "copy",
    [(MARKS / 10) ** 6, (MARKS / 25).round(), some(0.05, MARKS, RANDOM.permutation(MARKS)), 1.0 * (MARKS >= 50)],
    ids=["curved", "coarse", "some mistyped", "passed"],
)
def test_a_number_that_puts_students_in_the_order_of_the_target_is_found(copy):
    assert found(copy) == ["same order"]


@pytest.mark.parametrize(
    "copy",
    [grade(MARKS), some(0.3, grade(MARKS), None), some(0.03, grade(MARKS), "C"), np.where(MARKS < 50, "F", "A")],
    ids=["grade", "gaps", "some mistyped", "passed"],
)
def test_a_grade_made_of_the_target_is_found(copy):
    assert found(copy, GRADE) == ["same order"]


def test_a_target_that_is_made_of_an_input_is_found():
    assert found(MARKS + RANDOM.random(300), marks=(MARKS / 25).round()) == ["same order"]


@pytest.mark.parametrize("r", [0.0, 0.7, 0.95])
@pytest.mark.parametrize("as_field", [COPY, GRADE], ids=["number", "grade"])
def test_another_test_is_no_giveaway_however_close(r, as_field):
    other = 65 + 15 * (r * STANDARD + (1 - r**2) ** 0.5 * RANDOM.normal(size=300))
    assert found(other if as_field is COPY else grade(other), as_field) == []


def test_a_handful_that_stands_out_does_so_by_chance():
    order = np.argsort(MARKS)
    assert found(np.isin(np.arange(300), order[:9]) * 1.0) == []
    assert found(np.where(np.isin(np.arange(300), order[:9]), "F", "A"), GRADE) == []


def test_a_copy_that_is_hardly_ever_known_says_nothing():
    assert found(np.where(np.arange(300) < 19, MARKS, np.nan)) == []


def test_what_is_found_counts_the_rows_where_both_are_known_and_how_close_they_are():
    rows = pd.DataFrame({"copy": np.where(np.arange(300) < 200, MARKS, np.nan), "mark": MARKS})
    (caution,) = giveaways(rows, (COPY,), MARK)
    assert (caution.field, caution.target, caution.count, caution.of) == ("copy", "mark", 200, 300)
    assert caution.share == pytest.approx(1.0)


def test_agreement_in_order_is_one_for_copies_and_none_for_chance():
    assert order_agreement(MARKS, MARKS) == 1.0
    assert order_agreement(np.arange(5000.0), -np.arange(5000.0)) == 1.0
    assert order_agreement(RANDOM.normal(size=5000), RANDOM.normal(size=5000)) < 0.1


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-9, 9)), min_size=2, max_size=150))
def test_agreement_of_columns_far_from_one_order_is_that_of_all_pairs(pairs):
    first, second = np.array(pairs, dtype=float).T
    signs, others = (np.sign(column[:, None] - column[None, :]) for column in (first, second))
    untied = min(np.count_nonzero(signs), np.count_nonzero(others))
    plain = abs((signs * others).sum()) / untied if untied else 0.0
    assert order_agreement(first, second) == pytest.approx(plain) or order_agreement(first, second) >= IN_ORDER


@given(st.integers(40, 400), st.integers(0, 2**32 - 1))
def test_an_order_that_all_but_one_in_forty_keep_is_found_whatever_these_say(n, seed):
    random = np.random.default_rng(seed)
    mistyped = random.permutation(n)[: n // 40]
    copy = np.arange(n, dtype=float)
    copy[mistyped] = random.permutation(n)[: n // 40]
    assert order_agreement(copy, np.arange(n, dtype=float)) >= IN_ORDER
