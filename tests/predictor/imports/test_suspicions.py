"""A file can be right in every cell and wrong as a whole: that is said, and one tick goes on. What is said besides."""

import pytest
from django.urls import reverse
from page_words import words

from predictor import problems
from predictor.imports.work import confirm
from predictor.models import Classroom, Student

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


OF_7B = ("Student ID,Name", *(f"07{place},S {place}" for place in range(5)), "99,Zoë")
SAID = "5 of 6 numbers that nobody in this class has are of students of 7B"


@pytest.fixture
def other_class(classroom):
    other = Classroom.objects.create(name="7B", schema_version=classroom.schema_version)
    for place in range(5):
        Student.objects.create(classroom=other, name=f"S {place}", reference=f"07{place}")
    return other


def said(client, draft):
    return words(client.get(reverse("import-people", args=[draft.row.pk])))


@pytest.mark.parametrize("kind", ["students", "inputs", "outcomes"])
def test_numbers_of_another_own_class_are_said(owner, people, other_class, draft, kind):
    other_class.teachers.add(people.owner)
    columns = ["number", "name"] if kind == "students" else ["number", "field:reading_score"]
    lines = OF_7B if kind == "students" else ("Student ID,Reading", *(f"07{place},50" for place in range(5)), "99,50")
    assert SAID in said(owner, draft(*lines, kind=kind, columns=columns))


def test_nothing_is_said_of_a_class_that_one_may_not_see(owner, other_class, draft):
    assert "7B" not in said(owner, draft(*OF_7B))


def test_two_numbers_in_common_are_not_said(owner, people, other_class, draft):
    other_class.teachers.add(people.owner)
    assert "7B" not in said(owner, draft(OF_7B[0], *OF_7B[4:]))


def test_students_of_this_class_are_not_counted(owner, people, other_class, classroom, draft):
    other_class.teachers.add(people.owner)
    for place in range(4):
        Student.objects.create(classroom=classroom, name=f"S {place}", reference=f"07{place}")
    assert "7B" not in said(owner, draft(*OF_7B))


def looked(client, draft):
    return client.get(reverse("import-look", args=[draft.row.pk]))


def test_a_day_that_cannot_be_read_is_one_problem(owner, draft, known_students):
    made = draft("Student ID,Maths,Date", "001,55,31/13/2026", "002,60,2026-06-30", kind="outcomes")
    said = words(looked(owner, made))
    assert "no day that can be read" in said
    assert "nothing says on which day" not in said


def test_letters_that_were_lost_before_are_pointed_out(owner, draft):
    made = draft("Student ID,Name", "001,Elif Y?lmaz", "002,Ida Holm", "003,Mira Petrovi?")
    said = words(looked(owner, made))
    assert "became “?” before the file came here (2 rows, the first is row 2)" in said


def test_a_column_is_said_to_be_left_out_once(owner, draft, known_students):
    head = "Student,ID,SIS User ID,SIS Login ID,Section,Reading (11),Final Score"
    made = draft(head, "    Points Possible,,,,,10,(read only)", "Amara Osei,901,001,a,8a,7,70", kind="inputs")
    said = words(looked(owner, made))
    assert (said.count("Final Score"), "“Section”" in said) == (1, True)
    assert 'value="10"' in owner.get(reverse("import-columns", args=[made.row.pk])).content.decode()


def test_of_a_newcomer_it_is_not_said_that_nothing_was_known_before(owner, stored):
    row = stored("Student ID,Name,Reading", "001,Ida Holm,55")
    said = words(owner.get(reverse("import", args=[row.pk])))
    assert ("Reading score 55" in said, "not known" in said) == (True, False)
