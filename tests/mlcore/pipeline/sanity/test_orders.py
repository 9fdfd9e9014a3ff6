"""A column that was sorted alone is found; rows that were sorted whole are not."""

from dataclasses import replace

import numpy as np
from next_terms import Term, next_term

from mlcore.pipeline.sanity.orders import sorted_apart, unrelated
from mlcore.pipeline.sanity.table import Known, Table


def honest(seed=5, **given):
    return next_term(Term(**({"students": 60} | given)), np.random.default_rng(seed))


def table(draw):
    return Table.of(draw.rows, draw.known, draw.fields)


def with_sorted(draw):
    known = sorted(value for value in draw.rows.values["algebra"] if value is not None)
    return draw.with_values(algebra=known + [None] * (len(draw.rows.students) - len(known)))


def kinds(draw):
    return [(one.kind, one.field) for one in sorted_apart(table(draw), 1.0)]


def test_a_column_sorted_alone_is_found_beside_names_in_order():
    assert kinds(with_sorted(honest())) == [("sorted apart", "algebra")]


def test_a_column_sorted_alone_is_found_where_no_name_is_in_order():
    assert kinds(with_sorted(honest(order="any"))) == [("sorted apart", "algebra")]


def test_a_column_sorted_alone_is_found_by_the_order_in_which_students_are_stored():
    draw = honest(subjects=1, with_choices=False)
    stored = draw.of_rows(sorted(range(len(draw.rows.students)), key=lambda at: draw.rows.students[at] or "Z"))
    nameless = replace(stored, rows=replace(stored.rows, named_by=()))
    assert kinds(with_sorted(nameless)) == [("sorted apart", "algebra")]


def test_rows_that_were_sorted_whole_are_no_trap():
    assert kinds(honest(order="score")) == []


def test_numbers_that_fall_where_others_rise_go_with_them():
    draw = honest(order="score", subjects=2, seed=8)
    turned = {slug: [None if v is None else 100 - v for v in draw.rows.values[slug]] for slug in ("botany",)}
    students = {key: row | {"botany": 100 - row["botany"]} for key, row in draw.known.students.items()}
    assert kinds(replace(draw, known=Known(students=students)).with_values(**turned)) == []


def test_a_column_in_order_that_nothing_could_tell_is_left_alone():
    draw = honest(order="score", subjects=1, with_choices=False)
    assert kinds(replace(draw, known=Known(students={}))) == []


def test_values_beside_the_wrong_students_are_found():
    draw = honest()
    mixed = draw.of_rows(np.random.default_rng(0).permutation(len(draw.rows.students))).rows.values
    assert [one.kind for one in unrelated(table(draw.with_values(**mixed)), 4.0)] == ["unrelated"]


def test_numbers_of_one_day_that_stand_alone_need_not_go_with_those_of_another():
    draw = honest(r=0.0, subjects=1, with_choices=False, with_earlier=False)
    assert list(unrelated(table(draw), 4.0)) == []


def test_numbers_that_never_stayed_alike_need_not_now():
    draw = honest(r=0.0, subjects=3, with_choices=False, students=200)
    assert list(unrelated(table(draw), 4.0)) == []
