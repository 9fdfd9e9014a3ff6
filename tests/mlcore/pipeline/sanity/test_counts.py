"""What counting tells: who is gone or unknown, columns of one value or none, gone choices, an old date."""

from datetime import date

import pytest

from mlcore.pipeline.sanity import counts
from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import FileRows, Known, Table
from mlcore.pipeline.schema import Field

FIELDS = (
    Field(slug="quiz", label="Quiz", kind="number", minimum=0, maximum=100),
    Field(slug="team", label="Team", kind="category", choices=("red", "blue", "green")),
)
KEYS = [f"s{place}" for place in range(20)]
STORED = {key: {"quiz": float(50 + place), "team": ("red", "blue")[place % 2]} for place, key in enumerate(KEYS)}


def table(students=KEYS, stored=STORED, dated=(None, None), **values):
    rows = FileRows(students=students, values=values, dated=dated[0])
    return Table.of(rows, Known(students=stored, dated=dated[1]), FIELDS)


def test_students_who_are_gone_are_counted():
    assert list(counts.students_gone(table(KEYS[:9]), 0.5)) == [Suspicion(kind="students gone", count=11, of=20)]
    assert list(counts.students_gone(table(KEYS[:10]), 0.5)) == []


def test_rows_of_nobody_are_counted():
    some = [*KEYS[:5], *[None] * 6, "other"]
    assert list(counts.students_unknown(table(some), 0.5)) == [Suspicion(kind="students unknown", count=7, of=12)]


@pytest.mark.parametrize(("of_file", "days"), [(date(2025, 5, 1), [365]), (date(2026, 5, 1), []), (None, [])])
def test_a_file_of_an_older_day_is_told_how_old_it_is(of_file, days):
    dated = (of_file, date(2026, 5, 1))
    assert [one.count for one in counts.dated_before(table(dated=dated), 0)] == days


def test_a_column_of_one_value_is_named_where_it_varied():
    assert [one.field for one in counts.constant(table(quiz=[7.0] * 20), 0.95)] == ["quiz"]


def test_a_column_that_was_always_the_same_is_left_alone():
    same = {key: {"quiz": 7.0} for key in KEYS}
    assert list(counts.constant(table(stored=same, quiz=[7.0] * 20), 0.95)) == []


def test_a_column_that_was_known_and_is_not_is_named():
    assert [one.field for one in counts.empty(table(team=[None] * 20, quiz=[1.0] * 20), 0.1)] == ["team"]


@pytest.mark.parametrize(("now", "instead"), [(None, ""), ("green", "green")])
def test_a_choice_that_nobody_has_any_more_is_named(now, instead):
    teams = [now if STORED[key]["team"] == "red" else "blue" for key in KEYS]
    assert list(counts.choice_vanished(table(team=teams), 0.006)) == [
        Suspicion(kind="choice vanished", field="team", choice="red", instead=instead, count=10, of=20)
    ]


def test_a_choice_that_few_had_may_go():
    few = {key: {"team": "red" if key in KEYS[:3] else "blue"} for key in KEYS}
    assert list(counts.choice_vanished(table(stored=few, team=["blue"] * 20), 0.006)) == []
