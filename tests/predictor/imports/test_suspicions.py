"""A file can be right in every cell and wrong as a whole: that is said, and one tick goes on."""

import pytest
from django.urls import reverse
from page_words import words

from predictor import problems
from predictor.imports.work import confirm
from predictor.models import Student

pytestmark = pytest.mark.django_db
MARKS = [31, 78, 45, 92, 60, 55, 83, 39, 71, 66, 50, 88, 42, 97, 35, 64, 73, 58, 80, 47]


@pytest.fixture
def marked(classroom):
    for place, mark in enumerate(MARKS):
        Student.objects.create(
            classroom=classroom, name=f"S {place}", reference=f"n{place}", known={"reading_score": mark}
        )


def lines(marks):
    return ("Number,Reading", *(f"n{place},{mark}" for place, mark in enumerate(marks)))


@pytest.fixture
def odd(marked, draft):
    """Marks out of 20 where 100 is usual."""
    return draft(*lines([mark / 5 for mark in MARKS]), kind="inputs")


def test_what_is_odd_is_said_above_the_button(owner, odd):
    said = words(owner.get(reverse("import-look", args=[odd.row.pk])))
    assert "Look twice" in said
    assert "they seem to be out of 20, not of 100" in said


def test_it_is_not_stored_without_the_tick(odd, people):
    with pytest.raises(problems.ImportOdd, match="out of 20"):
        confirm(odd, people.owner, odd.plan().hash)
    assert Student.objects.get(reference="n0").known == {"reading_score": 31}


def test_the_tick_goes_on(owner, odd):
    sent = {"plan": odd.plan().hash, "despite_odd": "on"}
    owner.post(reverse("import-look", args=[odd.row.pk]), sent)
    assert Student.objects.get(reference="n0").known == {"reading_score": 6.2}


def test_an_honest_next_file_needs_no_tick(marked, draft, people):
    moved = [min(100, mark + change) for mark, change in zip(MARKS, [3, -2, 5, 1, -4] * 4, strict=True)]
    made = draft(*lines(moved), kind="inputs")
    assert confirm(made, people.owner, made.plan().hash).state == "stored"


def test_a_file_of_a_past_term_is_recognised(marked, stored, draft, people):
    moved = [min(100, mark + change) for mark, change in zip(MARKS, [3, -2, 5, 1, -4] * 4, strict=True)]
    stored(*lines(moved), kind="inputs")
    again = draft(*lines(MARKS), kind="inputs")
    with pytest.raises(problems.ImportOdd, match="past term"):
        confirm(again, people.owner, again.plan().hash)


def test_newcomers_are_nothing_odd(marked, draft, people):
    made = draft("Number,Name,Reading", "x1,Zoë,50", "x2,Ida,60")
    assert confirm(made, people.owner, made.plan().hash).state == "stored"


def test_a_few_rows_that_were_rejected_before_are_nothing_odd(marked, draft, people):
    made = draft("Number,Reading,what is wrong", "n0,55,Reading: expected a number from 0 to 100", kind="inputs")
    assert confirm(made, people.owner, made.plan().hash).state == "stored"


def test_a_list_without_most_students_is_odd(marked, draft, people):
    made = draft(*lines([mark + 1 for mark in MARKS[:5]]), kind="students")
    with pytest.raises(problems.ImportOdd, match="15 of 20 students who are stored are not in the file"):
        confirm(made, people.owner, made.plan().hash)


@pytest.mark.parametrize("kind", ["students", "inputs"])
def test_numbers_that_are_of_this_class_with_names_of_another_are_odd(kind, marked, draft, people):
    rows = [f"n{place},Ida Holm {place},{mark}" for place, mark in enumerate(reversed(MARKS))]
    made = draft("Number,Name,Reading", *rows, kind=kind)
    with pytest.raises(problems.ImportOdd, match="In 20 of 20 rows the number is of a student of this class"):
        confirm(made, people.owner, made.plan().hash)


def test_two_students_with_a_new_name_are_nothing_odd(marked, draft, people):
    rows = [f"n{place},{'New' if place < 2 else 'S'} {place},{mark + 1}" for place, mark in enumerate(MARKS)]
    made = draft("Number,Name,Reading", *rows)
    assert confirm(made, people.owner, made.plan().hash).state == "stored"


@pytest.mark.parametrize(("name", "is_odd"), [("S", True), ("Ida Holm", False)])
def test_new_students_called_like_those_of_the_class_are_odd(name, is_odd, owner, marked, draft):
    rows = [f"x{place},{name} {place},{mark}" for place, mark in enumerate(reversed(MARKS))]
    made = draft("Number,Name,Reading", *rows)
    said = words(owner.get(reverse("import-look", args=[made.row.pk])))
    assert ("20 of 20 new students are called like students of this class" in said) is is_odd
