"""Who is who: by a number, or by what somebody said."""

import pytest

from predictor.imports.core.entry import Entry
from predictor.imports.core.people import How, who_is_who
from predictor.imports.core.person import Person, same_name

AMARA = Person(pk=1, name="Amara Osei", reference="0042")
BEN = Person(pk=2, name="Ben Lind")


def matched(*entries, people=(AMARA, BEN), kind="students", **decisions):
    entries = [Entry(row=place, values={}, **entry) for place, entry in enumerate(entries, start=2)]
    return who_is_who(entries, people, {int(row[1:]): one for row, one in decisions.items()}, kind)


@pytest.mark.parametrize("number", ["0042", "42", "#0042", " 0042 "])
def test_a_number_says_who_it_is(number):
    (match,) = matched({"reference": number, "name": "Somebody Else"})
    assert (match.how, match.person, match.names_differ) == (How.NUMBER, AMARA, True)


def test_zeros_are_not_dropped_where_that_makes_two_students_one():
    people = (AMARA, Person(pk=3, name="Other", reference="42"))
    assert [match.person.pk for match in matched({"reference": "0042"}, {"reference": "42"}, people=people)] == [1, 3]


@pytest.mark.parametrize("name", ["Ben Lind", "LIND, Ben", "Ben Linda", "Ben Karl Lind"])
def test_a_name_alone_never_says_who_it_is(name):
    (match,) = matched({"name": name})
    assert (match.how, match.person, match.candidates) == (How.UNDECIDED, None, (BEN,))


def test_a_name_that_nobody_has_is_a_new_student():
    assert matched({"name": "Zoë Ångström"})[0].how is How.NEW


def test_the_same_name_with_another_number_is_another_student():
    assert matched({"name": "Amara Osei", "reference": "77"})[0].how is How.NEW


def test_the_same_name_that_had_no_number_yet_is_asked_about():
    (match,) = matched({"name": "Ben Lind", "reference": "77"})
    assert (match.how, match.candidates) == (How.UNDECIDED, (BEN,))


def test_inputs_and_outcomes_make_no_new_student():
    first, second = matched({"name": "Zoë"}, {"name": "Zoë", "reference": "77"}, kind="inputs")
    assert (first.how, second.how) == (How.UNDECIDED, How.UNKNOWN_NUMBER)


def test_what_somebody_said_counts():
    chosen, new, out = matched({"name": "B. L."}, {"name": "Ben Lind"}, {"name": "Ida"}, r2=2, r3="new", r4="out")
    assert (chosen.person, chosen.how, new.how, out.how) == (BEN, How.CHOSEN, How.NEW, How.LEFT_OUT)


def test_who_was_chosen_and_is_gone_is_asked_about_again():
    assert matched({"name": "Ben Lind"}, r2=99)[0].how is How.UNDECIDED


@pytest.mark.parametrize(
    "twins", [{"reference": "42"}, {"name": "Zoë"}, {"reference": "9", "name": "Zoë"}], ids=["known", "name", "new"]
)
def test_a_student_twice_in_a_file_stays_open_until_one_row_is_chosen(twins):
    assert [match.how for match in matched(twins, twins)] == [How.TWICE, How.TWICE]
    assert [match.others for match in matched(twins, twins)] == [(2, 3), (2, 3)]
    assert How.TWICE not in [match.how for match in matched(twins, twins, r3="out")]


def test_two_new_students_of_one_name_are_told_apart_by_saying_so():
    assert [match.how for match in matched({"name": "Zoë"}, {"name": "Zoë"}, r2="new", r3="new")] == [How.NEW] * 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Osei, Amara", "AMARA OSEI", True), ("Zoe\u0308 A", "Zoë A", True), ("Amara", "Amara Osei", False),
     ("Ana Maria Ruiz", "Ana Ruiz", True), ("Ben", "Ken", False)],
)  # fmt: skip
def test_names_are_the_same_however_they_are_written(one, other, same):
    assert same_name(one, other) is same
