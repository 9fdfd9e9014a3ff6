"""A class's years over the API: owner, colleague, stranger, no token."""

import pytest

from predictor.models import Classroom, Student

CLASSES = "/api/v1/classrooms/"


def test_archiving_hides_it_from_the_list_and_bringing_back_shows_it(api_owner, classroom, student):
    where = f"{CLASSES}{classroom.pk}/archiving/"
    assert api_owner.post(where).json()["archived_at"]
    assert api_owner.get(CLASSES).json()["results"] == []
    assert [one["id"] for one in api_owner.get(f"{CLASSES}?archived=true").json()["results"]] == [classroom.pk]
    assert api_owner.get("/api/v1/students/").json()["results"] == []
    assert len(api_owner.get(f"/api/v1/students/?classroom={classroom.pk}").json()["results"]) == 1
    assert api_owner.delete(where).json()["archived_at"] is None
    assert len(api_owner.get(CLASSES).json()["results"]) == 1


def test_students_go_on_into_the_next_year(api_owner, classroom, student):
    other = Student.objects.create(classroom=classroom, name="Ben")
    where = f"{CLASSES}{classroom.pk}/next-year/"
    answer = api_owner.post(where, {"name": "Class 9a", "students": [student.pk]})
    assert (answer.status_code, answer.json()["name"]) == (201, "Class 9a")
    assert Student.objects.get(classroom=answer.json()["id"]) == student
    assert Student.objects.get(classroom=classroom) == other
    again = api_owner.post(where, {"name": "Class 9a", "students": [student.pk]})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "class_stays")


def test_teachers_are_listed_added_and_removed_but_the_last(api_owner, api_colleague, classroom, people):
    where = f"{CLASSES}{classroom.pk}/teachers/"
    assert {one["username"] for one in api_colleague.get(where).json()["results"]} == {"owner", "colleague"}
    assert api_colleague.post(where, {"username": "stranger"}).json() == {
        "id": people.stranger.pk,
        "username": "stranger",
    }
    for who in (people.stranger, people.colleague):
        assert api_owner.delete(f"{where}{who.pk}/").status_code == 204
    assert api_owner.delete(f"{where}{people.owner.pk}/").status_code == 409
    assert api_owner.post(where, {"username": "nobody"}).status_code == 409
    assert list(classroom.teachers.all()) == [people.owner]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "archiving/"),
        ("delete", "archiving/"),
        ("post", "next-year/"),
        ("get", "teachers/"),
        ("post", "teachers/"),
        ("delete", "teachers/{owner}/"),
        ("get", "glance/"),
    ],
)
def test_a_stranger_finds_nothing_and_nobody_without_a_token_anything(
    method, path, api_stranger, client, classroom, people
):
    where = f"{CLASSES}{classroom.pk}/{path.format(owner=people.owner.pk)}"
    assert getattr(api_stranger, method)(where, {"name": "Mine"}).status_code == 404
    assert getattr(client, method)(where).status_code == 401
    assert (Classroom.objects.get().archived_at, classroom.teachers.count()) == (None, 2)
