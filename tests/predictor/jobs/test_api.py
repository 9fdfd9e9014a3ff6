"""Jobs over the API, with the same rights and words as the pages."""

import pytest

from predictor.jobs import work
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(people):
    return work.ask("train", {"task": "math", "datasets": [1]}, asked_by=people.owner)


@pytest.fixture
def address(job):
    return f"/api/v1/jobs/{job.pk}/"


def test_a_job_tells_how_far_it_is(job, address, api_owner):
    Run(queue.take(Lane)).tell(40, {"kind": "candidate", "label": "Ridge", "done": 1, "of": 3, "error": ""})
    told = api_owner.get(address).json()
    assert (told["state"], told["percent"], told["asked_by"]) == ("running", 40, job.asked_by.username)
    assert [line["text"] for line in told["lines"]] == ["1 of 3: Ridge done"]
    assert told["remaining_seconds"] >= 0
    assert told["result"] == {}


def test_strangers_and_colleagues_find_no_job(address, api_stranger, api_colleague):
    for client in (api_stranger, api_colleague):
        assert client.get(address).status_code == client.post(f"{address}cancellation/").status_code == 404
        assert client.get("/api/v1/jobs/").json()["results"] == []


def test_the_list_is_filtered_by_state_and_kind(job, api_owner, client_of, people):
    work.cancel(work.ask("train", {}, asked_by=people.admin))
    admin = client_of(people.admin)
    assert [row["state"] for row in admin.get("/api/v1/jobs/").json()["results"]] == ["cancelled", "queued"]
    assert [row["id"] for row in admin.get("/api/v1/jobs/?state=queued&kind=train").json()["results"]] == [job.pk]
    assert api_owner.get("/api/v1/jobs/?state=lost").status_code == 400


def test_a_job_is_called_off_once(address, api_owner):
    assert api_owner.post(f"{address}cancellation/").json()["state"] == "cancelled"
    again = api_owner.post(f"{address}cancellation/")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "job_ended")


def test_a_job_that_runs_is_asked_to_end(address, api_owner):
    queue.take(Lane)
    told = api_owner.post(f"{address}cancellation/").json()
    assert (told["state"], told["statement"]) == ("running", "It is being cancelled.")
    assert Job.objects.get().cancel_asked_at is not None


def test_a_job_whose_account_is_gone_is_still_shown(address, people, client_of):
    people.owner.delete()
    assert client_of(people.admin).get(address).json()["asked_by"] is None
