"""/metrics: what a Prometheus on the same network reads, and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mlcore.models import Promotion
from predictor.models import Job, Submission
from predictor.predicting.work import make_prediction


def figures(client) -> str:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return answer.content.decode()


def test_predictions_are_counted_by_task_and_version(client, math, people, answers):
    make_prediction(task=math, answers=answers, made_by=people.owner, door=Submission.Door.PAGE)
    assert 'studentperf_predictions{task="math",version="1"} 1.0' in figures(client)


def test_age_of_the_live_model_counts_from_its_promotion(client, math):
    promoted = Promotion.objects.get().at
    line = next(line for line in figures(client).splitlines() if line.startswith("studentperf_live_model_age_seconds{"))
    assert 'task="math",version="1"' in line
    assert float(line.split()[-1]) >= 0
    assert promoted is not None


def test_requests_and_latency_are_measured(client, math):
    client.get("/no-such-page")
    text = figures(client)
    assert 'django_http_responses_total_by_status_total{status="404"}' in text
    assert "django_http_requests_latency_including_middlewares_seconds_bucket" in text


def test_room_on_the_disk_is_told(client, math):
    line = next(line for line in figures(client).splitlines() if line.startswith("studentperf_disk_free_bytes "))
    assert float(line.split()[-1]) > 0


def test_the_queue_is_told(client, math):
    now = timezone.now()
    Job.objects.create(kind="train", asked_at=now - timedelta(minutes=5))
    Job.objects.create(kind="train", asked_at=now - timedelta(minutes=1))
    for ended in (now, now - timedelta(days=2)):
        Job.objects.create(kind="train", state="failed", ended_at=ended, error={"kind": "broken"})
    Job.objects.create(kind="train", state="failed", ended_at=now, error={"kind": "refused", "said": "No rows."})
    found = dict(line.rsplit(" ", 1) for line in figures(client).splitlines() if line.startswith("studentperf_jobs_"))
    assert float(found.pop("studentperf_jobs_oldest_waiting_seconds")) >= 300
    assert found == {
        "studentperf_jobs_waiting": "2.0",
        "studentperf_jobs_running": "0.0",
        "studentperf_jobs_failed_last_day": "1.0",
        "studentperf_jobs_refused_last_day": "1.0",
    }


def test_workers_are_counted(client, a_worker):
    assert "studentperf_workers 1.0" in figures(client)


@pytest.mark.parametrize(
    "headers", [{"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"}], ids=lambda each: next(iter(each))
)
def test_whoever_comes_through_the_proxy_sees_nothing(client, headers):
    assert client.get("/metrics", headers=headers).status_code == 404


def test_strangers_see_nothing(client):
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_the_same_number_of_queries_for_many_versions(client, math, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/metrics")
