"""Shifted rows and columns are told by how far and from where; files in another order are not shifted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from next_terms import Term, next_term

from mlcore.pipeline.sanity.shifts import shifted
from mlcore.pipeline.sanity.table import Table

LIMIT = 3.0


def honest(seed=3, **given):
    return next_term(Term(**({"students": 60, "r": 0.9} | given)), np.random.default_rng(seed))


def found(draw):
    return list(shifted(Table.of(draw.rows, draw.known, draw.fields), LIMIT))


@pytest.mark.parametrize("step", [1, 2, 3])
def test_the_step_is_told(step):
    draw = honest()
    down = {slug: [None] * step + column[:-step] for slug, column in draw.rows.values.items()}
    assert [one.step for one in found(draw.with_values(**down))] == [step]


def test_a_shift_from_some_row_on_is_told_that_row():
    draw = honest()
    moved = {slug: [*column[:20], None, *column[20:-1]] for slug, column in draw.rows.values.items()}
    (one,) = found(draw.with_values(**moved))
    assert one.step == 1
    assert abs(one.start - 21) <= 2


def test_a_shifted_column_of_choices_is_named():
    draw = honest()
    (one,) = found(draw.with_values(district=[None, *draw.rows.values["district"][:-1]]))
    assert (one.field, one.step) == ("district", 1)


@given(st.integers(0, 2**32 - 1))
def test_no_order_of_honest_rows_is_a_shift(seed):
    draw = honest()
    mixed = draw.of_rows(np.random.default_rng(seed).permutation(len(draw.rows.students)))
    assert found(mixed) == []


def test_a_file_in_order_of_a_score_is_no_shift():
    draw = honest(order="score", students=200)
    assert found(draw) == []


def test_where_too_few_are_known_nothing_is_said():
    draw = honest().of_rows(range(9))
    moved = {slug: [None, *column[:-1]] for slug, column in draw.rows.values.items()}
    assert found(draw.with_values(**moved)) == []
