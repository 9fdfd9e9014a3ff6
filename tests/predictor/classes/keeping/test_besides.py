"""A student is in a class besides their own: its teachers see and predict them, and leaving it loses no history."""

import pytest
from django.urls import reverse
from page_words import words
from uploads import as_csv

from predictor.classes.glance.figures import figures
from predictor.classes.keeping.work import archive, into_next_year, leave_class, move_student
from predictor.grid.work import store
from predictor.imports.drafts import Draft, begin
from predictor.imports.undo import undo
from predictor.imports.work import confirm
from predictor.models import Classroom, Import, Membership, Prediction, Student
from predictor.problems import ClassArchived, ClassStays
from predictor.whole_class.table import rows_of
from predictor.whole_class.work import Order, predict_class


def test_its_teacher_sees_the_student_and_leads_back_to_it(teacher, set_two, student, prediction):
    assert "Amara Osei" in teacher.get(reverse("classroom", args=[set_two.pk])).text
    page = teacher.get(reverse("student", args=[student.pk]))
    assert reverse("classroom", args=[set_two.pk]) in page.text
    assert reverse("classroom", args=[student.classroom_id]) not in page.text
    assert teacher.get(reverse("prediction", args=[prediction.pk])).status_code == 200


def test_whoever_teaches_their_own_class_alone_reads_of_no_other(owner, set_two, student):
    assert "Set 2" not in words(owner.get(reverse("student", args=[student.pk])))


@pytest.mark.parametrize("name", ["student-edit", "student-result"])
def test_forms_about_the_student_lead_back_to_it_too(teacher, set_two, student, name):
    page = teacher.get(reverse(name, args=[student.pk])).text
    assert reverse("classroom", args=[set_two.pk]) in page
    assert reverse("classroom", args=[student.classroom_id]) not in page


def test_its_teacher_may_change_but_not_delete_or_move_the_student(teacher, set_two, student):
    assert teacher.get(reverse("student-edit", args=[student.pk])).status_code == 200
    for name in ("student-delete", "student-classes"):
        assert teacher.post(reverse(name, args=[student.pk]), {"into": set_two.pk}).status_code == 404
    assert Student.objects.get().classroom.name == "Class 8a"


def test_everything_about_the_class_counts_them(teacher, set_two, student, math, people, api_stranger):
    predict_class(Order(classroom=set_two, tasks=[math], door="page"), people.stranger)
    assert Prediction.objects.get().student == student
    assert [row.student for row in rows_of(set_two, math)] == [student]
    assert {one.predicted for one in figures([set_two.pk, student.classroom_id], [math.pk]).values()} == {1}
    (line,) = teacher.get(reverse("home")).context["classes"]
    assert line.classroom.size == 1
    for where in ("students", "predictions"):
        assert len(api_stranger.get(f"/api/v1/{where}/?classroom={set_two.pk}").json()["results"]) == 1
    assert b"Amara" in b"".join(teacher.get(reverse("classroom-csv", args=[set_two.pk])))


def test_a_file_for_the_class_finds_and_changes_them_and_can_be_undone(set_two, student, people):
    Student.objects.filter(pk=student.pk).update(reference="0017")
    row = begin(set_two, people.stranger, "students", "list.csv", as_csv("name,number,Reading score", "A,0017,50"))
    draft = Draft.of(Import.objects.get(pk=row.pk))
    before = dict(student.known)
    stored = confirm(draft, people.stranger, draft.plan().hash)
    assert Student.objects.get().known != before
    undo(stored, people.stranger)
    assert (Student.objects.get().known, Student.objects.get().classroom) == (before, student.classroom)


def test_leaving_it_loses_nothing_and_closes_it_to_its_teacher(owner, teacher, set_two, student, prediction):
    page = teacher.post(reverse("student-leave", args=[student.pk, set_two.pk]), follow=True)
    assert "Amara Osei left Set 2." in page.text
    assert teacher.get(reverse("student", args=[student.pk])).status_code == 404
    assert "in Set 2 until" in words(owner.get(reverse("student", args=[student.pk])))
    assert Prediction.objects.get() == prediction


def test_whoever_leaves_their_own_class_goes_on_in_the_other(owner, set_two, student, classroom):
    leave_class(student, classroom)
    assert Student.objects.get().classroom == set_two
    assert [one.classroom for one in Membership.objects.all()] == [classroom]
    with pytest.raises(ClassStays, match="in no other class"):
        leave_class(Student.objects.get(), set_two)


def test_moving_into_a_class_that_they_are_in_leaves_one_of_each(set_two, student):
    move_student(student, set_two)
    assert set_two.students.count() == 1
    assert not Membership.objects.active().exists()


def test_they_stay_in_the_class_besides_when_their_own_is_archived(
    teacher, set_two, student, predict, classroom, people
):
    archive(classroom)
    assert "Amara Osei" in teacher.get(reverse("home")).text
    assert predict(student=Student.objects.get(), made_by=people.stranger).student == student
    archive(set_two)
    with pytest.raises(ClassArchived):
        predict(student=Student.objects.get(), made_by=people.stranger)


def test_they_go_along_into_the_next_year_besides_their_own(set_two, student, classroom):
    following = into_next_year(set_two, name="Set 3")
    assert [one.pk for one in following.students] == [student.pk]
    assert Student.objects.get().classroom == classroom


def test_the_grid_of_the_class_takes_them(set_two, student):
    assert store(set_two, []) == 0
    assert list(set_two.students) == [student]


def test_the_page_adds_and_names_their_classes(owner, classroom, student, people):
    other = Classroom.objects.create(name="Set 3", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    page = owner.post(reverse("student-classes", args=[student.pk]), {"into": other.pk, "besides": "yes"}, follow=True)
    assert "Amara Osei is in Set 3, too." in page.text
    assert [place.classroom for place in page.context["classes"]] == [classroom, other]


def test_the_api_adds_lists_and_removes(api_owner, api_stranger, classroom, student, people):
    other = Classroom.objects.create(name="Set 3", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    where = f"/api/v1/students/{student.pk}/classrooms/"
    assert api_stranger.post(where, {"into": other.pk}).status_code == 404
    assert api_owner.post(where, {"into": other.pk}).status_code == 201
    assert len(api_owner.get(where).json()["results"]) == 2
    assert api_stranger.delete(f"{where}{other.pk}/").status_code == 404
    assert api_owner.delete(f"{where}{other.pk}/").status_code == 204
    assert api_owner.delete(f"{where}{classroom.pk}/").status_code == 409
    assert Student.objects.get().classroom == classroom
