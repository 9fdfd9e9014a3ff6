"""The pages of a class's years, as its owner, a colleague, a stranger and the admin meet them."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.classes.keeping.work import archive, into_next_year
from predictor.models import Classroom, Student


def test_bringing_a_class_into_the_next_year_begins_with_everybody_and_a_name(owner, classroom, student):
    other = Student.objects.create(classroom=classroom, name="Ben")
    where = reverse("classroom-next-year", args=[classroom.pk])
    form = owner.get(where).context["form"]
    assert (form["name"].value(), form["going"].value()) == ("Class 9a", [student.pk, other.pk])
    page = owner.post(where, {"name": "Class 9a", "going": [student.pk]}, follow=True)
    assert "1 student goes on in Class 9a. Class 8a is archived." in page.text
    assert Student.objects.get(classroom__name="Class 9a") == student
    assert Student.objects.get(classroom=classroom) == other


def test_a_student_who_left_meanwhile_is_said_and_nothing_is_done(owner, classroom, student):
    form = {"name": "Class 9a", "going": [student.pk, 10**6]}
    page = owner.post(reverse("classroom-next-year", args=[classroom.pk]), form)
    assert "A student who was chosen is not in this class any more" in page.text
    assert Classroom.objects.get().archived_at is None


def test_an_archived_class_leaves_the_everyday_lists_and_has_its_own(owner, classroom, student, prediction):
    owner.post(reverse("classroom-archive", args=[classroom.pk]))
    home = owner.get(reverse("home"))
    assert "Amara" not in home.text
    assert "All your classes are archived" in home.text
    assert "Amara" not in b"".join(owner.get(reverse("students-csv"))).decode()
    assert "Class 8a" in owner.get(reverse("archived")).text
    assert "Class 8a (archived)" in owner.get(reverse("history")).text


def test_it_can_be_brought_back(owner, classroom, student):
    archive(classroom)
    page = owner.post(reverse("classroom-bring-back", args=[classroom.pk]), follow=True)
    assert "Class 8a is back among your classes." in page.text
    assert "Amara Osei" in owner.get(reverse("home")).text


def test_the_class_that_was_left_names_those_who_went_on_and_where(owner, classroom, student):
    following = into_next_year(classroom, name="Class 9a")
    page = owner.get(reverse("classroom", args=[classroom.pk]))
    assert "Amara Osei now in Class 9a" in words(page)
    assert "in Class 8a until" in words(owner.get(reverse("student", args=[student.pk])))
    following.teachers.clear()
    page = owner.get(reverse("classroom", args=[classroom.pk]))
    assert "Amara Osei in a class that is not yours" in words(page)
    assert "Class 9a" not in page.text


def test_a_colleague_is_added_by_user_name_and_sees_the_class(owner, as_user, classroom, people, student):
    page = owner.post(reverse("classroom-teachers", args=[classroom.pk]), {"username": " stranger "}, follow=True)
    assert "stranger teaches Class 8a now." in page.text
    assert "Amara Osei" in as_user(people.stranger).get(reverse("home")).text


def test_whoever_is_removed_does_not_see_it_any_more_and_the_last_one_stays(owner, classroom, people):
    where = reverse("teacher-remove", args=[classroom.pk, people.colleague.pk])
    assert "colleague does not teach Class 8a any more." in owner.post(where, follow=True).text
    page = owner.post(reverse("teacher-remove", args=[classroom.pk, people.owner.pk]), follow=True)
    assert "Nobody else teaches Class 8a" in page.text
    assert list(classroom.teachers.all()) == [people.owner]


def test_whoever_removes_themselves_is_led_home(owner, classroom, people):
    answer = owner.post(reverse("teacher-remove", args=[classroom.pk, people.owner.pk]))
    assert answer["Location"] == reverse("home")


@pytest.mark.parametrize("name", ["classroom-archive", "classroom-bring-back", "classroom-next-year", "teacher-remove"])
def test_a_stranger_changes_nothing(name, teacher, classroom, people, student):
    more = [people.colleague.pk] if name == "teacher-remove" else []
    answer = teacher.post(reverse(name, args=[classroom.pk, *more]), {"name": "Mine", "going": [student.pk]})
    assert answer.status_code == 404
    assert (Classroom.objects.get().archived_at, classroom.teachers.count()) == (None, 2)


def test_a_strangers_list_of_archived_classes_names_none_of_others(teacher, classroom):
    archive(classroom)
    assert "Class 8a" not in teacher.get(reverse("archived")).text
