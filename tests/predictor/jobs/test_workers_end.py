"""A worker that is killed or stopped while it has a job."""

import pytest
from workers import PATIENCE, ended, is_gone, pid_of, start_worker, traces, until, worker

from predictor.jobs.worker import presence
from predictor.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_whose_worker_was_killed_is_taken_by_another(ask, gate):
    job = ask()
    first = start_worker()
    pid = pid_of(job)
    first.kill()
    first.communicate()
    until(lambda: is_gone(pid))
    with worker(stale=1.0):
        gate.touch()
        row = ended(job)
    assert (row.state, row.attempts, traces(job)) == ("done", 2, 1)


def test_a_worker_that_is_stopped_lets_go_of_its_job(ask):
    job = ask()
    with worker() as process:
        pid_of(job)
    row = Job.objects.get(pk=job.pk)
    assert (process.returncode, row.state, row.attempts, row.error) == (0, "queued", 0, {})
    assert presence.workers() == 0


def test_a_worker_that_ends_when_nothing_waits_leaves_what_it_does_not_know(db):
    Job.objects.create(kind="of tomorrow")
    process = start_worker("--until-empty")
    try:
        process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert (process.returncode, Job.objects.get().state) == (0, "queued")


def test_a_worker_shows_whoever_watches_that_it_is_at_work(db, tmp_path):
    file = tmp_path / "alive"
    with worker("--alive", str(file)):
        until(file.exists)
        file.unlink()
        until(file.exists)
