"""Traps in the rows of a question: each kind is found where it is, and honest rows raise none."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from training_rows import school_rows, school_schema

import mlcore
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.choice import Qualities
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.traps.finding import cautions, cautions_of_all, with_model

ROWS = school_rows(rows=300, houses=12)
PLACE = Path(mlcore.__file__).parent


def found(frame=ROWS, group=None):
    schema = school_schema(group)
    return cautions(frame, schema, schema.task("physics"))


def with_values(**columns):
    return found(ROWS.assign(**columns))


def test_honest_rows_raise_none():
    assert found(group="house") == ()


def test_the_bundled_sample_raises_none():
    schema = Schema.load(PLACE / "schemas" / "exams.toml")
    assert cautions_of_all(check_file(PLACE / "samples" / "exams.csv", schema).frame, schema) == ()


def test_rows_that_repeat_are_counted():
    twice = pd.concat([ROWS, ROWS[:40]], ignore_index=True)
    assert found(twice) == (Caution(kind="repeats", count=40, of=340),)


def test_one_copy_among_many_rows_is_no_trap():
    assert found(pd.concat([ROWS, ROWS[:1]], ignore_index=True)) == ()


def test_few_rows_are_counted():
    assert found(ROWS[:99]) == (Caution(kind="few rows", count=99, of=99),)


def test_few_rows_with_a_target_are_counted_beside_all():
    frame = ROWS.assign(physics=np.where(np.arange(300) < 31, ROWS["physics"], np.nan))
    assert Caution(kind="few rows", target="physics", count=31, of=300) in found(frame)


@pytest.mark.parametrize("known", [0, 1, 9])
def test_of_fewer_than_ten_students_only_that_is_said(known):
    frame = ROWS.assign(physics=np.where(np.arange(300) < known, 50.0, np.nan), logic=3.0)
    assert found(frame) == (Caution(kind="few rows", target="physics", count=known, of=300),)


@pytest.mark.parametrize("houses", [1, 3, 9])
def test_few_groups_are_counted(houses):
    frame = ROWS.assign(house=[f"house {place % houses}" for place in range(300)])
    assert found(frame, group="house") == (Caution(kind="few groups", field="house", count=houses),)


def test_many_gaps_are_counted():
    empty = np.arange(300) % 3 == 0
    assert with_values(logic=ROWS["logic"].fillna(50).mask(empty)) == (
        Caution(kind="gaps", field="logic", count=100, of=300),
    )


def test_a_field_that_is_never_known_is_named():
    assert with_values(track=None) == (Caution(kind="empty", field="track", count=300, of=300),)


@pytest.mark.parametrize("column", [{"music": 7.0}, {"track": "north"}])
def test_a_field_with_one_value_is_named(column):
    assert with_values(**column) == (Caution(kind="constant", field=next(iter(column))),)


def test_a_field_with_nearly_one_value_is_named_without_a_figure_about_the_others():
    few = np.where(np.arange(300) < 3, "south", "north")
    assert with_values(track=few) == (Caution(kind="all but constant", field="track"),)


def test_a_target_of_few_values_is_named():
    physics = np.clip((ROWS["physics"] / 20).round(), 1, 5)
    assert with_values(physics=physics) == (Caution(kind="few values", target="physics", count=4),)


@pytest.mark.parametrize(("bound", "kind"), [(0.0, "at minimum"), (100.0, "at maximum")])
def test_many_results_at_a_bound_are_counted(bound, kind):
    physics = ROWS["physics"].where(np.arange(300) % 10 > 0, bound)
    assert with_values(physics=physics) == (Caution(kind=kind, target="physics", count=30, of=300),)


def test_an_input_that_is_the_target_comes_first():
    first, *_, last = with_values(music=ROWS["physics"], effort="low")
    assert (first.kind, first.field) == ("equals", "music")
    assert (last.kind, last.field) == ("constant", "effort")


def test_cautions_about_all_questions_are_said_once():
    schema = school_schema()
    assert cautions_of_all(ROWS[:50], schema) == (Caution(kind="few rows", count=50, of=50),)


@pytest.mark.parametrize(
    ("r2", "before", "kinds"),
    [
        (0.95, (), []),
        (0.99, (), ["too good"]),
        (0.99, (Caution(kind="few rows"),), ["too good", "few rows"]),
        (0.99, (Caution(kind="equals"),), ["equals"]),
    ],
)
def test_a_model_that_is_too_good_is_named_unless_an_input_tells_why(r2, before, kinds):
    qualities = Qualities(r2=r2, rmse=1.0, spread=0.0, gap=0.0)
    found = with_model(before, SimpleNamespace(qualities=qualities), "physics")
    assert [caution.kind for caution in found] == kinds
