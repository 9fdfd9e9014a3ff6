"""What a file would do: who is new, what changes, what stays, which rows are rejected and why."""

import datetime as dt

import pytest

from predictor.imports.core.entry import Entry
from predictor.imports.core.people import who_is_who
from predictor.imports.core.person import Person
from predictor.imports.core.plan import Difference, plan

JUNE = dt.date(2026, 6, 30)
AMARA = Person(pk=1, name="Amara Osei", reference="42", known={"a": 1.0}, in_effect={"a": 1.0})
BEN = Person(pk=2, name="Ben Lind", outcomes={("a", JUNE): (7, 50.0)})


def planned(*entries, people=(AMARA, BEN), kind="students", day=None, **decisions):
    rows = [Entry(row=place, **{"values": {}} | entry) for place, entry in enumerate(entries, start=2)]
    told = {int(row[1:]): one for row, one in decisions.items()}
    return plan(who_is_who(rows, people, told, kind), people, kind, day, today=JUNE)


def reasons(one):
    return [problem.kind for rejected in one.rejected for problem in rejected.problems]


def test_every_row_is_in_one_place():
    found = planned(
        {"reference": "42", "values": {"a": 2.0}},
        {"reference": "9", "name": "Zoë"},
        {"name": "Ben Lind"},
        {"name": "Ida"},
        r5="out",
    )
    assert found.counts == {"new": 1, "changed": 1, "unchanged": 0, "rejected": 1, "left_out": 1, "absent": 1}


def test_a_number_is_stored_without_its_mark_whoever_gets_it():
    found = planned({"reference": "#7", "name": "Ben Lind"}, {"reference": "#9", "name": "Zoë"}, r2=2)
    assert [one.new_number for one in (*found.changed, *found.new)] == ["7", "9"]


def test_a_change_says_field_by_field_what_was_and_what_will_be():
    (one,) = planned({"reference": "42", "name": "Amara Mensah", "values": {"a": 2.0, "b": "x"}}).changed
    assert one.differences == (
        Difference(what="name", old="Amara Osei", new="Amara Mensah"),
        Difference(what="field:a", old=1.0, new=2.0),
        Difference(what="field:b", old=None, new="x"),
    )


def test_the_same_values_in_other_words_are_no_change():
    (one,) = planned({"reference": "#042", "name": "OSEI, Amara", "values": {"a": 1.0}}).unchanged
    assert one.student == AMARA.pk


def test_what_was_submitted_since_is_what_changes():
    later = Person(pk=1, name="A", reference="42", known={"a": 1.0}, in_effect={"a": 3.0})
    (one,) = planned({"reference": "42", "values": {"a": 1.0}}, people=(later,)).changed
    assert one.differences == (Difference(what="field:a", old=3.0, new=1.0),)


def test_inputs_neither_rename_nor_renumber():
    found = planned({"reference": "42", "name": "Other", "values": {"a": 2.0}}, kind="inputs")
    assert [one.what for one in found.changed[0].differences] == ["field:a"]


def test_a_chosen_student_gets_the_number_of_the_file():
    (one,) = planned({"reference": "9", "name": "Ben Lind"}, r2=2).changed
    assert one.differences == (Difference(what="number", old="", new="9"),)


@pytest.mark.parametrize(
    ("entry", "asked", "why"),
    [
        ({"name": "Ben Lind"}, {}, "undecided"),
        ({"reference": "9", "values": {"a": 1.0}}, {"kind": "inputs"}, "unknown number"),
        ({"reference": "9"}, {}, "no name"),
        ({"reference": "42", "name": "Ben Lind"}, {"r2": 2}, "number taken"),
        ({"reference": "42", "name": "New"}, {"r2": "new"}, "number taken"),
        ({"reference": "42", "values": {"a": 1.0}}, {"kind": "outcomes"}, "day untold"),
        ({"reference": "42"}, {"kind": "outcomes", "day": JUNE}, "no value"),
        ({"reference": "42", "values": {"a": 1.0}}, {"kind": "outcomes", "day": JUNE + dt.timedelta(1)}, "not yet"),
        ({"reference": "42", "values": {"a": 1.0}, "day": dt.date(1900, 1, 1)}, {"kind": "outcomes"}, "long ago"),
    ],
)
def test_a_row_is_rejected_with_its_reason(entry, asked, why):
    assert reasons(planned(entry, **asked)) == [why]


def test_two_students_do_not_get_one_number():
    found = planned({"reference": "9", "name": "Ben Lind"}, {"reference": "9", "name": "Zoë"}, r2=2)
    assert reasons(found) == ["number twice", "number twice"]


def test_a_result_of_another_value_on_the_same_day_is_a_correction():
    (one,) = planned({"name": "B", "values": {"a": 55.0}}, kind="outcomes", day=JUNE, r2=2).changed
    assert (one.differences, one.day) == ((Difference(what="field:a", old=50.0, new=55.0),), JUNE)


def test_the_day_of_a_row_counts_more_than_that_of_the_file():
    entry = {"name": "B", "values": {"a": 50.0}, "day": dt.date(2026, 1, 1)}
    (one,) = planned(entry, kind="outcomes", day=JUNE, r2=2).changed
    assert (one.differences[0].old, one.day) == (None, dt.date(2026, 1, 1))


def test_the_hash_is_that_of_what_would_be_stored():
    one, same = planned({"name": "Zoë", "values": {"a": 1.0}}), planned({"name": "Zoë", "values": {"a": 1.0}})
    other = planned({"name": "Zoë", "values": {"a": 1.5}})
    assert one.hash == same.hash != other.hash
    assert other.differs_from(one.seen) == [2]
