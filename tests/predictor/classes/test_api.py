"""Classes and students."""

import pytest

from predictor.models import Student

ADDRESS = "/api/v1/students/"


@pytest.fixture
def fields(classroom):
    return [field for field in classroom.schema_version.schema.fields if field.choices]


def add(client, classroom, **more):
    return client.post(ADDRESS, {"classroom": classroom.pk, "name": "Hana Sato"} | more, format="json")


def test_a_student_is_added(api_owner, classroom, fields):
    known = {fields[0].slug: fields[0].choices[1].upper()}
    answer = add(api_owner, classroom, reference="7", known=known)
    stored = Student.objects.get()
    assert answer.status_code == 201
    assert api_owner.get(answer["Location"]).json() == answer.json()
    assert (stored.classroom, stored.name, stored.reference) == (classroom, "Hana Sato", "7")
    assert stored.known == answer.json()["known"] == {fields[0].slug: fields[0].choices[1]}


def test_what_is_known_must_fit_the_schema_of_the_class(api_owner, classroom, fields):
    answer = add(api_owner, classroom, known={fields[0].slug: "no such choice", "zzz": 1})
    assert set(answer.json()["error"]["fields"]) == {f"known.{fields[0].slug}", "known.zzz"}
    assert not Student.objects.exists()


def test_a_change_leaves_the_rest_as_it_is(api_owner, student, fields):
    before = student.known
    slug = fields[0].slug
    answer = api_owner.patch(f"{ADDRESS}{student.pk}/", {"known": {slug: fields[0].choices[1]}}, format="json")
    stored = Student.objects.get()
    assert answer.status_code == 200
    assert (stored.name, stored.known) == (student.name, before | {slug: fields[0].choices[1]})


def test_null_forgets_what_was_known(api_owner, student, fields):
    api_owner.patch(f"{ADDRESS}{student.pk}/", {"known": {fields[0].slug: None}}, format="json")
    assert fields[0].slug not in Student.objects.get().known


def test_a_reference_is_given_once_per_class(api_owner, classroom):
    add(api_owner, classroom, reference="7")
    answer = add(api_owner, classroom, reference="7")
    assert answer.json()["error"]["fields"].keys() == {"reference"}
    assert Student.objects.count() == 1


def test_students_without_a_reference_do_not_collide(api_owner, classroom):
    assert [add(api_owner, classroom).status_code for _ in range(2)] == [201, 201]


def test_a_student_cannot_be_moved_to_another_class(api_owner, student):
    answer = api_owner.patch(f"{ADDRESS}{student.pk}/", {"classroom": 1}, format="json")
    assert answer.json()["error"]["fields"].keys() == {"classroom"}


@pytest.mark.parametrize("name", ["", "  ", None, 7, "x" * 151])
def test_a_student_needs_a_name(api_owner, classroom, name):
    assert add(api_owner, classroom, name=name).json()["error"]["fields"].keys() == {"name"}


def test_students_are_found_by_class_and_reference(api_owner, classroom, student):
    added = add(api_owner, classroom, reference="7").json()
    found = api_owner.get(f"{ADDRESS}?classroom={classroom.pk}&reference=7").json()["results"]
    assert found == [added]


def test_a_class_is_shown_with_the_name_of_its_schema(api_owner, classroom):
    shown = api_owner.get(f"/api/v1/classrooms/{classroom.pk}/").json()
    assert (shown["name"], shown["schema"]) == ("Class 8a", {"name": "exams", "version": 2})


def test_a_class_with_two_teachers_is_listed_once(api_owner, classroom):
    assert len(api_owner.get("/api/v1/classrooms/").json()["results"]) == 1
