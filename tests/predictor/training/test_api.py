"""Trainings over the API."""

import pytest
from large_files import a_worker_is_there

from mlcore.models import Dataset, TrainingRun
from predictor.models import Job

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/training-runs/"


@pytest.fixture
def api_admin(client_of, people):
    return client_of(people.admin)


def test_it_is_asked_for_and_answered_with_the_address_of_its_job(api_admin, math, people):
    answer = api_admin.post(ADDRESS, {"task": "math", "candidates": ["linear"], "outcomes": True})
    job = Job.objects.get()
    assert (answer.status_code, answer.json()["id"], answer["Location"]) == (202, job.pk, answer.json()["url"])
    assert answer["Location"].endswith(f"/api/v1/jobs/{job.pk}/")
    assert job.arguments["datasets"] == [Dataset.objects.get().pk]
    assert (job.asked_by, job.arguments["outcomes"]) == (people.admin, True)


def test_the_same_again_is_the_same_job(api_admin, math):
    assert len({api_admin.post(ADDRESS, {"task": "math"}).json()["id"] for _ in range(2)}) == 1


def test_another_for_the_same_task_waits_for_its_end(api_admin, math):
    api_admin.post(ADDRESS, {"task": "math"})
    answer = api_admin.post(ADDRESS, {"task": "math", "seed": 7})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    with a_worker_is_there():
        assert "It waits for the training that admin asked for at" in api_admin.get(answer["Location"]).text


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"task": "nothing"}, "task"),
        ({"task": "math", "datasets": ["nothing"]}, "datasets"),
        ({"task": "math", "candidates": ["nothing"]}, "candidates.0"),
        ({"task": "math", "seed": -1}, "seed"),
        ({"task": "math", "outcome": True}, "outcome"),
    ],
)
def test_what_cannot_be_trained_is_said_of_its_field(api_admin, math, body, field):
    answer = api_admin.post(ADDRESS, body)
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]
    assert not Job.objects.exists()


def test_teachers_read_what_was_trained_and_train_nothing(api_owner, classroom):
    assert len(api_owner.get(ADDRESS).json()["results"]) == 1
    assert api_owner.post(ADDRESS, {"task": "math"}).status_code == 403
    assert not Job.objects.exists()


def test_a_run_has_its_leaderboard_and_what_came_of_it(api_admin, measured):
    shown = api_admin.get(f"{ADDRESS}{measured.run_id}/").json()
    assert (shown["task"], shown["version"]["id"], shown["is_live"]) == ("math", measured.pk, True)
    assert [line["candidate"] for line in shown["candidates"]] == ["linear", "ridge", "tree", "mean"]
    assert shown["data"]["name"] == "exams rows"


def test_the_run_of_a_job_is_found_by_it(api_admin, measured):
    TrainingRun.objects.filter(pk=measured.run_id).update(job=77)
    assert [run["id"] for run in api_admin.get(ADDRESS, {"job": 77}).json()["results"]] == [measured.run_id]


def test_a_list_asks_as_often_for_one_run_as_for_many(api_admin, measured, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert len(api_admin.get(ADDRESS).json()["results"]) == 2


def test_policies_are_asked_for_as_well(api_admin, math):
    api_admin.post(ADDRESS, {"task": "math", "policies": True})
    assert Job.objects.get().arguments["policies"] is True
