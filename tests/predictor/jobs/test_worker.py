"""A worker that is really started, and what can end the work of its jobs half way."""

import os
import signal

import pytest
from workers import cut_connections, ended, is_gone, pid_of, traces, until, worker

from predictor.jobs import work
from predictor.jobs.worker import presence
from predictor.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module", autouse=True)
def one_worker(django_db_setup, django_db_blocker):
    """For all of these: none ends it."""
    with worker():
        yield


def test_two_workers_do_each_job_once(ask, gate):
    gate.touch()
    jobs = [ask(kind) for kind in ("patient", "short", "patient", "short")]
    with worker():
        rows = [ended(job) for job in jobs]
    assert {(row.state, row.percent, row.attempts) for row in rows} == {("done", 100, 1)}
    assert [traces(job) for job in jobs] == [1, 1, 1, 1]


def test_of_two_workers_one_waits_where_jobs_take_turns(ask, gate):
    first, second = ask("polite"), ask("polite")
    with worker():
        pid_of(first)
        until(lambda: presence.workers() == 2)
        assert ended(ask("short", until="")).state == "done"
        assert Job.objects.get(pk=second.pk).state == "queued"
        gate.touch()
        rows = [ended(job) for job in (first, second)]
    assert rows[0].ended_at <= rows[1].started_at
    assert [row.attempts for row in rows] == [1, 1]


def test_short_work_does_not_wait_behind_long_work(ask, gate):
    long, short = ask(), ask("short", until="")
    assert ended(short).state == "done"
    assert Job.objects.get(pk=long.pk).state == "running"
    assert presence.workers() == 1


@pytest.mark.parametrize(("kind", "end"), [("patient", ("done", 2, 1)), ("fragile", ("failed", 1, 0))])
def test_work_that_is_killed_is_done_once_more_where_it_may(ask, gate, kind, end):
    job = ask(kind)
    os.kill(pid_of(job), signal.SIGKILL)
    gate.touch()
    row = ended(job)
    assert (row.state, row.attempts, traces(job)) == end
    assert row.error == ({} if row.state == "done" else {"kind": "killed", "signal": 9})


@pytest.mark.parametrize("deaf", [False, True])
def test_a_job_that_runs_is_cancelled_with_its_process(ask, deaf):
    job = ask(deaf=deaf)
    pid = pid_of(job)
    work.cancel(job)
    row = ended(job)
    assert is_gone(pid)
    assert (row.state, row.error, traces(job)) == ("cancelled", {}, 0)


def test_a_database_that_is_restarted_costs_time_only(ask, gate):
    job = ask()
    pid_of(job)
    cut_connections()
    gate.touch()
    row = ended(job)
    assert (row.state, traces(job)) == ("done", 1)


def test_work_that_says_nothing_for_too_long_has_failed(ask):
    job = ask("silent")
    row = ended(job)
    assert (row.state, row.error) == ("failed", {"kind": "silent", "seconds": 1})
