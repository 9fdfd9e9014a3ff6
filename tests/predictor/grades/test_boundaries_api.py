"""Boundaries over the API: an admin decides them, a teacher reads those that hold for them."""

import pytest
from django.utils import timezone

from predictor.grades.in_force import grading_of
from predictor.models import Classroom, GradeBoundaries

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/boundaries/"
GIVEN = {
    "task": "math",
    "grades": [{"grade": "yes", "start": 45}, {"grade": "not yet", "start": 0}],
    "pass_at": 45,
    "reason": "Board of June.",
}


@pytest.fixture
def send(client_of, people, math):
    client = client_of(people.admin)
    return lambda **changes: client.post(WHERE, GIVEN | changes, format="json")


def test_an_admin_decides_for_all_and_it_is_in_force(send, math):
    answer = send()
    assert answer.status_code == 201
    assert answer.json()["grades"] == [{"grade": "not yet", "start": 0.0}, {"grade": "yes", "start": 45.0}]
    assert (answer.json()["valid_from"], answer.json()["classroom"]) == (timezone.localdate().isoformat(), None)
    assert grading_of(math).pass_at == 45


def test_boundaries_of_a_class_are_taken_back(send, math, classroom):
    send(classroom=classroom.pk)
    assert grading_of(math, classroom).pass_at == 45
    answer = send(classroom=classroom.pk, take_back=True, grades=[], pass_at=None)
    assert (answer.status_code, answer.json()["grades"], answer.json()["pass_at"]) == (201, [], None)
    assert grading_of(math, classroom) == math.target.grading


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"grades": [{"grade": "A", "start": 10}, {"grade": "B", "start": 5}]}, "grades", "have no grade"),
        ({"grades": [], "pass_at": None}, "grades", "Give grades or a pass mark"),
        ({"pass_at": 101}, "grades", "pass must lie above 0"),
        ({"task": "nonsense"}, "task", "There is no task 'nonsense'."),
        ({"classroom": 999_999}, "classroom", "There is no class 999999"),
        ({"take_back": True}, "take_back", "not both"),
        ({"valid_from": "2020-01-01"}, "valid_from", "Choose today or later."),
        ({"reason": ""}, "reason", ""),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(send, changes, field, message):
    answer = send(**changes)
    assert answer.status_code == 400
    assert message in answer.json()["error"]["fields"][field]
    assert not GradeBoundaries.objects.exists()


@pytest.mark.parametrize("who", ["owner", "colleague", "stranger"])
def test_a_teacher_decides_nothing(client_of, people, math, who):
    assert client_of(getattr(people, who)).post(WHERE, GIVEN, format="json").status_code == 403
    assert not GradeBoundaries.objects.exists()


@pytest.mark.parametrize(("who", "rows"), [("owner", 2), ("colleague", 2), ("stranger", 1), ("admin", 3)])
def test_everybody_reads_what_holds_for_them(send, client_of, people, classroom, who, rows):
    other = Classroom.objects.create(name="Other", schema_version=classroom.schema_version)
    for whose in (None, classroom.pk, other.pk):
        send(classroom=whose)
    found = client_of(getattr(people, who)).get(WHERE, {"task": "math"}).json()["results"]
    assert len(found) == rows
    assert found[-1]["classroom"] is None
