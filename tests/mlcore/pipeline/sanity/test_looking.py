"""Files that went wrong as a whole are flagged, honest files of the next term are not."""

from dataclasses import replace

import numpy as np
import pytest
from gone_wrong import MUTATIONS
from hypothesis import given
from hypothesis import strategies as st
from next_terms import Term, next_term

from mlcore.pipeline.sanity.facts import NotChecked, Suspicion
from mlcore.pipeline.sanity.looking import is_chance, look
from mlcore.pipeline.sanity.table import FileRows, Known

SEEDS = st.integers(0, 2**32 - 1)


def look_at(draw):
    return look(draw.rows, draw.known, draw.fields)


def kinds(draw):
    return {one.kind for one in look_at(draw).found}


def honest(seed=0, **given):
    return next_term(Term(**given), np.random.default_rng(seed))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_each_mutation_is_found_mostly_by_its_name(mutation):
    drawn = (honest(seed, students=60, r=0.85, within=0.6) for seed in range(10))
    found = [kinds(mutation.mutate(draw, np.random.default_rng(seed))) for seed, draw in enumerate(drawn)]
    assert all(found)
    assert sum(bool(one & set(mutation.kinds)) for one in found) >= 8


@given(SEEDS)
def test_what_is_in_the_file_again_is_nothing_new_and_no_shift(seed):
    draw = honest(seed)
    there = [at for at, key in enumerate(draw.rows.students) if key]
    stored = [draw.known.students[draw.rows.students[at]] for at in there]
    same = draw.of_rows(there).with_values(**{slug: [row[slug] for row in stored] for slug in draw.rows.values})
    assert kinds(same) == {"nothing new"}


@given(
    SEEDS, st.sampled_from(["out of 20", "choice vanished", "most gone", "most unknown", "last terms file", "empty"])
)
def test_the_order_of_the_rows_changes_nothing_that_is_not_about_order(seed, name):
    random = np.random.default_rng(seed)
    mutation = next(one for one in MUTATIONS if one.name == name)
    wrong = mutation.mutate(honest(seed, r=0.9), random)
    mixed = wrong.of_rows(random.permutation(len(wrong.rows.students)))
    assert look_at(mixed).found == look_at(wrong).found


def test_shifted_rows_are_told_their_step():
    draw = honest(students=40, r=0.9)
    moved = {slug: [None, *column[:-1]] for slug, column in draw.rows.values.items()}
    (found,) = look_at(draw.with_values(**moved)).found
    assert (found.kind, found.field, found.step) == ("shifted", "", 1)
    assert found.count > 0.8 * found.of


def test_a_shifted_column_is_named():
    draw = honest(students=40, r=0.9)
    (found,) = look_at(draw.with_values(botany=[*draw.rows.values["botany"][1:], None])).found
    assert (found.kind, found.field, found.step) == ("shifted", "botany", -1)


def test_another_maximum_is_found_without_earlier_values():
    draw = replace(honest(), known=Known(students={}))
    scaled = [None if value is None else value / 5 for value in draw.rows.values["botany"]]
    (found,) = look_at(draw.with_values(botany=scaled)).found
    assert (found.kind, found.field, found.top) == ("another scale", "botany", 20.0)


def test_a_first_file_of_unknown_students_raises_nothing():
    assert look_at(replace(honest(), known=Known(students={}))).found == ()


def test_a_column_shifted_against_the_others_is_found_without_earlier_values():
    draw = replace(honest(students=60, within=0.9), known=Known(students={}))
    (found,) = look_at(draw.with_values(botany=[None, *draw.rows.values["botany"][:-1]])).found
    assert (found.kind, found.field, found.step) == ("shifted", "botany", 1)


def test_of_few_students_it_is_said_that_nothing_was_looked_for():
    draw = honest().of_rows(range(4))
    looked = look_at(draw)
    assert NotChecked(kind="shifted", count=4, fewest=20) in looked.not_checked
    assert {one.kind for one in looked.found} <= {"students gone"}


def test_a_file_of_nobody_raises_nothing():
    draw = honest()
    nobody = FileRows(students=[], values={slug: [] for slug in draw.rows.values})
    assert look(nobody, Known(students={}), draw.fields).found == ()


def test_a_gone_choice_is_told_with_what_took_its_place():
    draw = honest(students=60)
    meals = ["paid" if value == "free" else value for value in draw.rows.values["meals"]]
    (found,) = look_at(draw.with_values(meals=meals)).found
    assert (found.field, found.choice, found.instead) == ("meals", "free", "paid")


def test_repeated_rows_are_told_by_their_places():
    draw = honest(students=60)
    places = [at - 20 if 30 <= at < 40 else at for at in range(len(draw.rows.students))]
    (found,) = look_at(draw.with_values(**draw.of_rows(places).rows.values)).found
    assert found == Suspicion(kind="repeated rows", count=10, of=len(places), begins=(11, 31))


@pytest.mark.parametrize(("found", "of"), [(0, 1), (1, 2), (1, 30), (2, 30), (5, 200)])
def test_a_finding_in_a_few_of_many_classes_may_be_chance(found, of):
    assert is_chance(found, of)


@pytest.mark.parametrize(("found", "of"), [(1, 1), (2, 5), (3, 30), (9, 200)])
def test_a_finding_in_more_of_them_is_none(found, of):
    assert not is_chance(found, of)
