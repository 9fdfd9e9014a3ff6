"""Students go into a class that is there: some at the end of a year, one at any time; no history is lost."""

import pytest
from django.urls import reverse

from predictor.classes.keeping.work import archive, into_next_year, move_student
from predictor.models import Classroom, Membership, Prediction, Student
from predictor.problems import ClassArchived, ClassStays


@pytest.fixture
def other(classroom, people):
    other = Classroom.objects.create(name="Class 8b", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    return other


def test_one_student_changes_class_with_all_that_was_predicted(owner, student, other, prediction, classroom):
    page = owner.post(reverse("student-classes", args=[student.pk]), {"into": other.pk}, follow=True)
    assert "Amara Osei is in Class 8b now." in page.text
    assert Prediction.objects.get(student__classroom=other) == prediction
    assert Membership.objects.get().classroom == classroom
    assert Classroom.objects.get(pk=classroom.pk).archived_at is None


def test_whoever_comes_back_was_not_away(owner, student, other, classroom):
    move_student(student, other)
    move_student(Student.objects.get(), classroom)
    page = owner.get(reverse("classroom", args=[classroom.pk]))
    assert page.context["gone"] == []
    assert [one.classroom for one in owner.get(reverse("student", args=[student.pk])).context["before"]] == [other]


def test_students_go_on_into_a_class_that_is_there(student, other, classroom):
    assert into_next_year(classroom, into=other) == other
    assert other.students.get() == student
    assert Classroom.objects.get(pk=classroom.pk).archived_at


def test_a_number_that_another_has_there_is_named_and_nobody_moves(student, other, classroom):
    Student.objects.filter(pk=student.pk).update(reference="17")
    Student.objects.create(classroom=other, name="Ben", reference="17")
    with pytest.raises(ClassStays, match=r"Amara Osei \(17\)"):
        into_next_year(classroom, into=other)
    assert Student.objects.get(name="Amara Osei").classroom == classroom


def test_a_class_that_is_archived_the_same_or_records_other_things_takes_nobody(student, other, classroom, hsb_task):
    with pytest.raises(ClassStays, match="the class they are in"):
        move_student(student, classroom)
    Classroom.objects.filter(pk=other.pk).update(schema_version=hsb_task.schema_version)
    with pytest.raises(ClassStays, match="records other things"):
        move_student(student, other)
    archive(other)
    with pytest.raises(ClassArchived):
        move_student(student, other)
    assert Student.objects.get().classroom == classroom


def test_a_class_that_is_not_theirs_is_not_offered(as_user, people, student, other):
    page = as_user(people.colleague).post(reverse("student-classes", args=[student.pk]), {"into": other.pk})
    assert "None of your other classes" in page.text
    assert Student.objects.get().classroom != other


def test_the_api_moves_into_ones_own_classes_only(api_owner, api_colleague, api_stranger, student, other):
    where = f"/api/v1/students/{student.pk}/moving/"
    assert api_stranger.post(where, {"into": other.pk}).status_code == 404
    assert (
        api_colleague.post(where, {"into": other.pk}).json()["error"]["fields"]["into"].startswith("You have no class")
    )
    assert api_owner.post(where, {"into": other.pk}).json()["classroom"] == other.pk


def test_the_api_takes_a_class_on_into_another(api_owner, student, other, classroom):
    where = f"/api/v1/classrooms/{classroom.pk}/next-year/"
    assert api_owner.post(where, {"name": "Class 9a", "into": other.pk}).status_code == 400
    assert api_owner.post(where, {"into": other.pk}).json()["id"] == other.pk
    assert Student.objects.get().classroom == other
