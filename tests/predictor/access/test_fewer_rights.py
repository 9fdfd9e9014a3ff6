"""A role that lacks an act: no page offers it, and no door does it."""

import pytest
from django.urls import reverse

from predictor import roles
from predictor.access.rights import Act, may, open_acts
from predictor.models import Prediction, Student
from predictor.roles import Reach

OFFERS = {"classroom-new", "classroom-edit", "classroom-delete", "student-new", "student-edit", "student-delete"}


@pytest.fixture
def as_reader(people, monkeypatch, as_user):
    """The stranger as somebody who may see everything of classes and do nothing to it."""
    reader = roles.Role("reader", lambda user: True, {Act.SEE: Reach.EVERYTHING, Act.READ_MODELS: Reach.EVERYTHING})
    monkeypatch.setattr(roles, "ROLES", (reader,))
    return as_user(people.stranger)


def offered(page, student):
    """The addresses of acts that a page links to."""
    things = {"classroom-new": [], "classroom-edit": [student.classroom_id], "classroom-delete": [student.classroom_id]}
    things |= {"student-new": [student.classroom_id], "student-edit": [student.pk], "student-delete": [student.pk]}
    things |= {"predict-any": [student.pk], "predict": [student.pk, "math"]}
    return {name for name, of in things.items() if f'href="{reverse(name, args=of)}"' in page.text}


def pages(student):
    yield from (reverse("home"), reverse("classroom", args=[student.classroom_id]))
    yield reverse("student", args=[student.pk])
    yield from (reverse("prediction", args=[made.pk]) for made in Prediction.objects.all())


def test_a_reader_is_offered_nothing_to_do(as_reader, student):
    for place in pages(student):
        page = as_reader.get(place)
        assert (page.status_code, offered(page, student)) == (200, set()), place


def test_a_reader_is_offered_no_other_prediction(as_reader, student, prediction):
    for place in pages(student):
        assert offered(as_reader.get(place), student) == set(), place


def test_a_teacher_is_offered_everything(owner, student):
    seen = set().union(*(offered(owner.get(place), student) for place in pages(student)))
    assert seen == OFFERS | {"predict", "predict-any"}


def test_a_class_without_students_is_not_offered_any_by_a_reader(as_reader, classroom):
    text = as_reader.get(reverse("classroom", args=[classroom.pk])).text
    assert "No students yet" in text
    assert "Add" not in text


def test_the_api_refuses_a_reader_a_prediction(as_reader, client_of, people, answers):
    refused = client_of(people.stranger).post("/api/v1/predictions/", {"task": "math", "answers": answers})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "permission_denied")
    assert refused.json()["error"].keys() == {"code", "message", "fields", "request_id"}
    assert not Prediction.objects.exists()


def test_the_api_stores_no_student_of_a_reader(as_reader, client_of, people, classroom, student):
    api = client_of(people.stranger)
    assert api.post("/api/v1/students/", {"classroom": classroom.pk, "name": "Kim"}).status_code == 400
    assert api.patch(f"/api/v1/students/{student.pk}/", {"name": "Kim"}).status_code == 404
    assert [stored.name for stored in Student.objects.all()] == [student.name]


@pytest.mark.parametrize("who", ["owner", "stranger", "admin"])
def test_the_open_acts_are_those_that_may_be_done(who, people, prediction):
    user = getattr(people, who)
    for thing in (None, prediction.student.classroom, prediction.student, prediction):
        assert open_acts(user, thing) == {act for act in Act if may(user, act, thing)}


def test_all_acts_to_a_thing_cost_one_query(people, student, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Act.DELETE in open_acts(people.owner, student)
    with django_assert_num_queries(0):
        assert Act.DELETE in open_acts(people.owner)
        assert Act.DELETE in open_acts(people.admin, student)
