"""What is asked becomes one line: who, through which door, what was done, about which students."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from predictor.models import AccessLine, Student

pytestmark = pytest.mark.django_db


def told(line):
    return line.door, line.act, line.what, line.kind, line.thing, line.students


def test_the_page_of_a_student_is_one_line_in_the_name_of_who_asked(owner, people, student, line):
    owner.get(reverse("student", args=[student.pk]))
    found = line()
    assert told(found) == ("page", "saw", "student", "student", student.pk, [student.pk])
    assert (found.account, found.account_name) == (people.owner.pk, people.owner.get_username())


def test_the_page_of_a_class_is_one_line_for_everybody_in_it(owner, classroom, student, line):
    other = Student.objects.create(classroom=classroom, name="Ben")
    owner.get(reverse("classroom", args=[classroom.pk]))
    assert told(line()) == ("page", "saw", "classroom", "class", classroom.pk, [student.pk, other.pk])


def test_a_program_leaves_a_line_too(api_owner, prediction, line):
    api_owner.get(f"/api/v1/predictions/{prediction.pk}/")
    found = line()
    assert told(found) == ("api", "saw", "api-prediction", "prediction", prediction.pk, [prediction.student_id])
    assert found.account_name == "owner"


@pytest.mark.parametrize(
    "path", ["/api/v1/students/", "/api/v1/predictions/", "/", "/students/?q=amara", "/predictions/"]
)
def test_a_list_is_about_whom_it_really_shows(path, api_owner, owner, prediction, line):
    (api_owner if path.startswith("/api/") else owner).get(path)
    assert line().students == [prediction.student_id]


def test_a_list_that_shows_nobody_leaves_no_line(owner, prediction, lines):
    owner.get("/students/?q=nobody")
    assert lines() == []


def test_a_saved_list_was_exported(owner, prediction, line):
    b"".join(owner.get(reverse("students-csv")))
    assert told(line())[:3] == ("page", "exported", "students-csv")


def test_a_list_that_is_sent_piece_by_piece_notes_each_before_it_leaves(owner, prediction, lines, monkeypatch):
    monkeypatch.setattr("predictor.history.pages.EXPORT_CHUNK", 1)
    content = owner.get(reverse("history-csv")).streaming_content
    header = next(content)
    assert (b"made_at" in header, lines()) == (True, [])
    assert b"Amara" in next(content)
    assert [one.students for one in lines()] == [[prediction.student_id]]


@pytest.mark.parametrize("name", ["student", "student-edit", "student-delete"])
def test_who_is_refused_leaves_no_line(name, teacher, student, lines):
    assert teacher.get(reverse(name, args=[student.pk])).status_code == 404
    assert lines() == []


def test_a_refused_form_was_seen_and_changed_nothing(owner, student, line):
    owner.post(reverse("student-edit", args=[student.pk]), {"name": ""})
    assert told(line())[:3] == ("page", "saw", "student-edit")


def test_a_new_student_is_in_the_line_that_adds_them(api_owner, classroom, line):
    made = api_owner.post("/api/v1/students/", {"classroom": classroom.pk, "name": "Ben"}, format="json").json()
    assert told(line()) == ("api", "added", "api-students", "", None, [made["id"]])


def test_a_deleted_class_leaves_a_line_about_all_its_students(owner, classroom, student, line):
    key = student.pk
    owner.post(reverse("classroom-delete", args=[classroom.pk]))
    assert told(line()) == ("page", "deleted", "classroom-delete", "class", classroom.pk, [key])


def test_a_prediction_is_about_whom_it_is_for(api_predicted, student, line):
    assert told(line()) == ("api", "predicted", "api-predictions", "", None, [student.pk])


def test_sharing_a_class_concerns_all_its_students(owner, people, student, line):
    owner.post(reverse("classroom-teachers", args=[student.classroom_id]), {"username": "stranger"})
    assert told(line())[1] in {"shared", "saw"}


def test_djangos_admin_is_a_door_of_its_own(admin, student, prediction, lines):
    admin.get("/admin/predictor/prediction/")
    admin.get(f"/admin/predictor/student/{student.pk}/change/")
    assert [(one.door, one.what, one.students) for one in lines()] == [
        ("admin", "predictor_prediction_changelist", [student.pk]),
        ("admin", "predictor_student_change", [student.pk]),
    ]


def test_no_name_and_no_value_of_a_student_is_in_a_line(owner, prediction, line):
    owner.get(reverse("prediction", args=[prediction.pk]))
    said = json.dumps([str(value) for value in AccessLine.objects.values_list()[0]])
    assert "Amara" not in said
    assert str(prediction.value) not in said


def test_a_command_that_stores_leaves_a_line(people, line):
    from explored_datasets import sample_dataset

    sample_dataset()
    call_command("demo_school", stdout=StringIO())
    assert AccessLine.objects.count() in {0, 1}
