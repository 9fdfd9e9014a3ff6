"""Classes are made, renamed and deleted over the API, students deleted, as on the pages."""

import pytest

from predictor.models import AccessLine, Classroom, Prediction, Student

CLASSES, STUDENTS = "/api/v1/classrooms/", "/api/v1/students/"


def told(client_answer):
    return client_answer.status_code, set(client_answer.json()["error"]["fields"])


def make(client, **more):
    return client.post(CLASSES, {"name": "Class 9c", "schema": "exams"} | more, format="json")


def test_a_class_is_made_and_belongs_to_whoever_made_it(api_owner, people, classroom):
    answer = make(api_owner)
    stored = Classroom.objects.get(name="Class 9c")
    assert answer.status_code == 201
    assert api_owner.get(answer["Location"]).json() == answer.json()
    assert (list(stored.teachers.all()), stored.schema_version) == ([people.owner], classroom.schema_version)


def test_a_class_is_described_in_words_that_a_task_asks_for(api_owner, classroom):
    answer = make(api_owner, schema="nonsense")
    assert told(answer) == (400, {"schema"})
    assert answer.json()["errors"][0]["allowed"] == {"choices": ["exams"]}
    assert Classroom.objects.count() == 1


def test_a_class_that_is_made_twice_under_one_key_is_one(api_owner, classroom):
    body = {"name": "Class 9c", "schema": "exams"}
    answers = [api_owner.post(CLASSES, body, format="json", HTTP_IDEMPOTENCY_KEY="once") for _ in range(2)]
    assert [answer.json()["id"] for answer in answers] == [Classroom.objects.get(name="Class 9c").pk] * 2


def test_whoever_may_add_no_class_is_refused(client_of, people, classroom):
    from predictor.access.people.work import give_roles

    give_roles(people.stranger, ["data_manager"], people.admin, "asked")
    assert make(client_of(people.stranger)).status_code == 403
    assert Classroom.objects.count() == 1


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x" * 101}, {"name": "A", "schema": "exams"}])
def test_a_class_is_renamed_to_a_name_and_nothing_else(api_owner, classroom, body):
    assert api_owner.patch(f"{CLASSES}{classroom.pk}/", body, format="json").status_code == 400
    assert Classroom.objects.get().name == "Class 8a"


def test_a_class_is_renamed(api_owner, classroom):
    answer = api_owner.patch(f"{CLASSES}{classroom.pk}/", {"name": "Class 8x"}, format="json")
    assert (answer.status_code, answer.json()["name"]) == (200, "Class 8x")
    assert Classroom.objects.get().name == "Class 8x"


def test_an_archived_class_keeps_its_name(api_owner, classroom):
    api_owner.post(f"{CLASSES}{classroom.pk}/archiving/")
    answer = api_owner.patch(f"{CLASSES}{classroom.pk}/", {"name": "Class 8x"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "class_archived")
    assert Classroom.objects.get().name == "Class 8a"


def test_a_class_is_deleted_with_all_that_was_predicted_for_it(api_owner, prediction, classroom):
    assert api_owner.delete(f"{CLASSES}{classroom.pk}/").status_code == 204
    assert [rows.objects.count() for rows in (Classroom, Student, Prediction)] == [0, 0, 0]


def test_a_student_is_deleted_with_all_that_was_predicted_for_them(api_owner, prediction, student):
    assert api_owner.delete(f"{STUDENTS}{student.pk}/").status_code == 204
    assert [rows.objects.count() for rows in (Classroom, Student, Prediction)] == [1, 0, 0]


def test_a_stranger_renames_and_deletes_nothing(api_stranger, student, classroom):
    answers = [api_stranger.patch(f"{CLASSES}{classroom.pk}/", {"name": "Mine"}, format="json")]
    answers += [api_stranger.delete(where) for where in (f"{CLASSES}{classroom.pk}/", f"{STUDENTS}{student.pk}/")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert (Classroom.objects.get().name, Student.objects.count()) == ("Class 8a", 1)


def test_who_teaches_a_student_besides_cannot_delete_them(api_stranger, people, student, classroom):
    other = Classroom.objects.create(name="Club", schema_version=classroom.schema_version)
    other.teachers.add(people.stranger)
    other.memberships.create(student=student)
    assert api_stranger.get(f"{STUDENTS}{student.pk}/").status_code == 200
    assert api_stranger.delete(f"{STUDENTS}{student.pk}/").status_code == 404
    assert Student.objects.exists()


@pytest.mark.parametrize("what", ["api-classroom", "api-student"])
def test_the_access_log_tells_a_deletion_from_a_change(api_owner, student, classroom, what):
    where = f"{CLASSES}{classroom.pk}/" if what == "api-classroom" else f"{STUDENTS}{student.pk}/"
    api_owner.patch(where, {"name": "Another"}, format="json")
    api_owner.delete(where)
    lines = AccessLine.objects.filter(what=what).order_by("id")
    assert [(line.act, line.students) for line in lines] == [("changed", [student.pk]), ("deleted", [student.pk])]
