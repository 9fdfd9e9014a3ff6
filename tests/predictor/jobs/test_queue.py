"""Who holds a job, decided by the database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone
from large_files import a_worker_is_there

from mlcore.management.one_at_a_time import LOCK_OF_CHORES
from mlcore.versions.retraining import LOCK_OF_TRAININGS
from predictor.jobs import reads, work
from predictor.jobs.kinds import KINDS, Lane
from predictor.jobs.run import Lost, Run
from predictor.jobs.worker import presence, queue
from predictor.jobs.worker.child import attempt
from predictor.models import Job
from predictor.problems import JobEnded

pytestmark = pytest.mark.django_db
LANES = tuple(Lane)


def test_the_job_that_waited_longest_is_taken_and_only_once(ask):
    first, second = ask(), ask()
    assert [queue.take(LANES), queue.take(LANES), queue.take(LANES)] == [first, second, None]


def test_a_kind_that_another_release_knows_stays_in_the_queue(db):
    Job.objects.create(kind="of tomorrow")
    assert queue.take(LANES) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_take_at_the_same_moment_get_different_jobs(ask):
    ask(), ask()

    def take(_):
        try:
            return queue.take(LANES).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(take, range(2)))) == 2


def test_those_of_the_other_lane_are_not_waited_for(ask, people):
    first, short, second = ask(), ask("short"), ask()
    with a_worker_is_there():
        said = [reads.shown(job, people.admin).statement for job in (first, short, second)]
    assert said == ["It is next.", "It is next.", "It waits; 1 is before it."]


def test_what_was_told_in_an_attempt_that_does_not_count_is_forgotten(ask):
    ask()
    run = Run(queue.take(LANES))
    run.tell(40, {"kind": "began", "pid": 1})
    queue.give_up(run.job, {"kind": "worker stopped"}, again=True, counted=False)
    assert (Job.objects.get().attempts, Job.objects.get().lines) == (0, [])


def test_each_use_of_the_locks_of_the_database_has_a_number_of_its_own():
    assert len({presence.LOCK_OF_WORKERS, LOCK_OF_CHORES, LOCK_OF_TRAININGS}) == 3


def test_percent_never_goes_back(ask):
    ask()
    run = Run(queue.take(LANES))
    run.tell(40, {"kind": "began", "pid": 1})
    Run(run.job).tell(20, {"kind": "began", "pid": 2})
    assert Job.objects.get().percent == 40


def test_nobody_sees_a_job_as_done_before_it_is(ask):
    ask()
    run = Run(queue.take(LANES))
    run.tell(100)
    assert Job.objects.get().percent == 99


def test_only_the_last_lines_are_kept(ask):
    ask()
    run = Run(queue.take(LANES))
    for number in range(60):
        run.tell(1, {"kind": "began", "pid": number})
    assert [line["pid"] for line in Job.objects.get().lines] == list(range(10, 60))


def taken_twice(ask):
    ask()
    first = Run(queue.take(LANES))
    queue.give_up(first.job, {"kind": "worker lost"}, again=True)
    return first, Run(queue.take(LANES))


@transaction.atomic
def store_a_trace(run):
    Job.objects.create(kind="trace", state="done", ended_at=timezone.now())
    run.finish({})


def test_an_attempt_that_lost_its_job_stores_nothing(ask):
    first, second = taken_twice(ask)
    with pytest.raises(Lost):
        store_a_trace(first)
    with pytest.raises(Lost):
        first.tell(50)
    assert not Job.objects.filter(kind="trace").exists()
    assert Job.objects.get(pk=second.job.pk).state == "running"


def test_an_attempt_that_lost_its_job_cannot_fail_it(ask):
    first, second = taken_twice(ask)
    queue.give_up(first.job, {"kind": "killed", "signal": 9}, again=False)
    assert Job.objects.get(pk=second.job.pk).state == "running"


def test_a_job_is_not_finished_outside_of_a_transaction(ask, monkeypatch):
    ask()
    run = Run(queue.take(LANES))
    monkeypatch.setattr(connection, "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="in the transaction"):
        run.finish({})


def test_a_refusal_is_kept_in_its_words(ask):
    ask(refuse="Choose other rows.")
    attempt(Run(queue.take(LANES)))
    assert (Job.objects.get().state, Job.objects.get().error) == (
        "failed",
        {"kind": "refused", "said": "Choose other rows."},
    )


def test_an_error_is_kept_without_what_may_quote_a_person(ask):
    ask(breaks=True)
    attempt(Run(queue.take(LANES)))
    assert Job.objects.get().error == {"kind": "broken", "type": "ValueError", "said": ""}


def test_a_worker_that_was_not_seen_for_long_loses_its_job(ask):
    ask()
    job = queue.take(LANES)
    assert queue.take_from_the_dead() == 0
    Job.objects.update(beat_at=timezone.now() - 2 * queue.STALE)
    assert queue.take_from_the_dead() == 1
    assert queue.beat(job) is None
    assert Job.objects.get().state == "queued"


def test_attempts_are_bounded(ask):
    ask()
    for _ in range(KINDS["patient"].attempts):
        queue.give_up(queue.take(LANES), {"kind": "killed", "signal": 9}, again=True)
    assert (Job.objects.get().state, Job.objects.get().error["kind"]) == ("failed", "killed")


def test_a_job_that_waits_is_cancelled_at_once(ask):
    assert work.cancel(ask()).state == "cancelled"
    with pytest.raises(JobEnded):
        work.cancel(Job.objects.get())


def test_a_job_is_cancelled_though_its_worker_is_dead(ask):
    ask()
    work.cancel(queue.take(LANES))
    Job.objects.update(beat_at=timezone.now() - 2 * queue.STALE)
    queue.take_from_the_dead()
    assert Job.objects.get().state == "cancelled"
