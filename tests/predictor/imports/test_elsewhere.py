"""A list of another class looks like one of newcomers; the numbers tell, to whoever may see that class."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.models import Classroom, Student

pytestmark = pytest.mark.django_db
LINES = ("Student ID,Name", *(f"07{place},S {place}" for place in range(5)), "99,Zoë")
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
    lines = LINES if kind == "students" else ("Student ID,Reading", *(f"07{place},50" for place in range(5)), "99,50")
    assert SAID in said(owner, draft(*lines, kind=kind, columns=columns))


def test_nothing_is_said_of_a_class_that_one_may_not_see(owner, other_class, draft):
    assert "7B" not in said(owner, draft(*LINES))


def test_two_numbers_in_common_are_not_said(owner, people, other_class, draft):
    other_class.teachers.add(people.owner)
    assert "7B" not in said(owner, draft(LINES[0], *LINES[4:]))


def test_students_of_this_class_are_not_counted(owner, people, other_class, classroom, draft):
    other_class.teachers.add(people.owner)
    for place in range(4):
        Student.objects.create(classroom=classroom, name=f"S {place}", reference=f"07{place}")
    assert "7B" not in said(owner, draft(*LINES))
