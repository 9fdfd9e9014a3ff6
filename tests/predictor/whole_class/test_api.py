"""Predicting a class over the API."""

import pytest

from predictor.models import Job, Prediction, Student

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(classroom):
    return f"/api/v1/classrooms/{classroom.pk}/predictions/"


def test_a_class_is_predicted_and_everybody_is_accounted_for(api_owner, mixed, known, in_part, unknown, address):
    answer = api_owner.post(address, {"task": "math"})
    assert answer.status_code == 201
    (told,) = answer.json()["tasks"]
    assert [one["student"] for one in told["predictions"]] == [known.pk, in_part.pk]
    assert [one["student"] for one in told["not_predicted"]] == [unknown.pk]
    assert {one["id"] for one in told["predictions"]} == set(Prediction.objects.values_list("pk", flat=True))


def test_the_same_again_stores_nothing(api_owner, known, address):
    api_owner.post(address, {})
    (told,) = [one for one in api_owner.post(address, {}).json()["tasks"] if one["task"] == "math"]
    assert (told["predictions"], told["up_to_date"]) == ([], [known.pk])


def test_only_what_is_older_than_its_data_where_that_is_asked(api_owner, known, address):
    answer = api_owner.post(address, {"only_outdated": True})
    assert all(one["predictions"] == [] for one in answer.json()["tasks"])


def test_a_large_class_is_a_job(api_owner, classroom, address):
    Student.objects.bulk_create([Student(classroom=classroom, name=str(place)) for place in range(201)])
    answer = api_owner.post(address, {"task": "math"})
    job = Job.objects.get()
    assert (answer.status_code, answer.json()["id"], answer.json()["url"]) == (202, job.pk, answer["Location"])


def test_strangers_find_no_class(api_stranger, mixed, address):
    assert api_stranger.post(address, {"task": "math"}).status_code == 404
    assert not Prediction.objects.exists()


def test_nobody_comes_without_a_token(client, address):
    assert client.post(address, {}, content_type="application/json").status_code == 401


def test_a_task_that_is_not_asked_of_the_class_is_refused(api_owner, address, hsb_task):
    told = api_owner.post(address, {"task": hsb_task.slug}).json()["error"]
    assert "is not asked of this class" in told["fields"]["task"]
