"""Nobody reads the name of a student's own class that they do not see: they read the one that they know them from."""

import io

import pandas as pd
import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.access.seen.classes import classes_known_to
from predictor.classes.elsewhere import classes_with_numbers
from predictor.classes.keeping.work import add_to_class, archive
from predictor.models import Classroom, Membership, Student


def test_lists_and_the_page_name_the_class_that_the_reader_knows(teacher, set_two, student, classroom):
    archive(classroom)
    where = [reverse("home"), reverse("students") + "?q=Amara", reverse("student", args=[student.pk])]
    for said in [words(teacher.get(address)) for address in where]:
        assert "Set 2" in said
        assert "Class 8a" not in said
        assert "(archived)" not in said


def test_history_and_home_name_the_class_that_the_reader_knows(teacher, owner, set_two, prediction):
    for said in [words(teacher.get(reverse(name))) for name in ("home", "history")]:
        assert "Set 2" in said
        assert "Class 8a" not in said
    assert "Class 8a" in words(owner.get(reverse("history")))


@pytest.mark.parametrize("name", ["history-csv", "students-csv", "classroom-csv"])
def test_files_name_the_class_that_the_reader_knows(teacher, owner, set_two, prediction, name):
    args = [set_two.pk] if name == "classroom-csv" else []
    saved = b"".join(teacher.get(reverse(name, args=args)))
    assert b"Set 2" in saved
    assert b"Class 8a" not in saved


@pytest.mark.parametrize("name", ["history-xlsx", "students-xlsx"])
def test_workbooks_name_the_class_that_the_reader_knows(teacher, set_two, prediction, name):
    content = b"".join(teacher.get(reverse(name)).streaming_content)
    assert list(pd.read_excel(io.BytesIO(content), engine="calamine")["class"]) == ["Set 2"]


def test_the_api_gives_the_class_that_the_reader_knows(api_owner, api_stranger, set_two, student, classroom):
    of = f"/api/v1/students/{student.pk}/"
    for api, known in ((api_owner, classroom), (api_stranger, set_two)):
        (listed,) = api.get("/api/v1/students/").json()["results"]
        assert (listed["classroom"], api.get(of).json()["classroom"]) == (known.pk, known.pk)
        assert api.patch(of, {"name": "Amara"}).json()["classroom"] == known.pk


@pytest.mark.parametrize("where", ["students", "predictions"])
def test_asking_the_api_for_a_class_of_others_does_not_tell_who_is_in_it(
    api_stranger, set_two, prediction, classroom, where
):
    assert api_stranger.get(f"/api/v1/{where}/?classroom={classroom.pk}").json()["results"] == []


def test_numbers_of_a_class_that_the_reader_does_not_see_do_not_name_it(set_two, classroom, people):
    for number in ("0011", "0012", "0013"):
        add_to_class(Student.objects.create(classroom=classroom, name=number, reference=number), set_two)
    third = Classroom.objects.create(name="Set 3", schema_version=classroom.schema_version)
    asked = ["0011", "0012", "0013"]
    assert classes_with_numbers(people.owner, asked, besides=third) == [("Class 8a", 3)]
    assert "Class 8a" not in dict(classes_with_numbers(people.stranger, asked, besides=third))


def test_who_went_on_is_in_the_class_that_the_reader_knows(teacher, set_two, student, classroom, people):
    left = Classroom.objects.create(name="Set 1", schema_version=classroom.schema_version)
    left.teachers.add(people.stranger)
    Membership.objects.create(student=student, classroom=left, left_at=timezone.now())
    told = words(teacher.get(reverse("classroom", args=[left.pk])))
    assert "now in Set 2" in told
    assert "Class 8a" not in told


def test_an_open_class_is_known_before_an_archived_one(set_two, student, classroom, people):
    for name, when in (("Set 1", timezone.now()), ("Set 3", None)):
        other = Classroom.objects.create(name=name, schema_version=classroom.schema_version, archived_at=when)
        other.teachers.add(people.stranger)
        Membership.objects.create(student=student, classroom=other)
    assert classes_known_to(people.stranger, [student])[student.pk] == set_two
    assert student.class_known_to(people.stranger) == set_two


@pytest.mark.parametrize("count", [1, 20])
def test_classes_as_they_are_known_cost_one_query(
    set_two, student, classroom, people, count, django_assert_num_queries
):
    rows = Student.objects.bulk_create(Student(classroom=classroom, name=f"Twin {n}") for n in range(count))
    Membership.objects.bulk_create(Membership(student=row, classroom=set_two) for row in rows)
    classes_known_to(people.stranger, rows)  # asks for their standing, too
    with django_assert_num_queries(1):
        known = classes_known_to(people.stranger, rows)
    assert set(known.values()) == {set_two}
