"""The pages of jobs: who sees which, what they say, and calling one off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.jobs import reads, work
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(people):
    return work.ask("train", {"task": "math", "datasets": [1]}, asked_by=people.owner)


@pytest.fixture
def running(job):
    run = Run(queue.take(Lane))
    run.tell(40, {"kind": "candidate", "label": "Ridge", "done": 1, "of": 3, "error": ""})
    return Job.objects.get()


def page(client, job):
    return words(client.get(reverse("job", args=[job.pk])))


def test_who_asked_and_admins_follow_a_job_and_nobody_else(job, people, as_user):
    seen = {
        name: as_user(getattr(people, name)).get(reverse("job", args=[job.pk])).status_code
        for name in ("owner", "admin", "colleague", "stranger")
    }
    assert seen == {"owner": 200, "admin": 200, "colleague": 404, "stranger": 404}


def test_a_stranger_calls_nothing_off(job, teacher):
    assert teacher.post(reverse("job-cancel", args=[job.pk])).status_code == 404
    assert Job.objects.get().state == "queued"


def test_the_list_holds_ones_own_and_an_admins_all(job, math, owner, teacher, admin):
    assert "Training of" in words(owner.get(reverse("jobs")))
    assert "Training of" in words(admin.get(reverse("jobs")))
    assert "None yet." in words(teacher.get(reverse("jobs")))


def test_a_job_that_waits_says_what_it_waits_for(job, owner):
    assert "It waits: no worker is running at the moment." in page(owner, job)


def test_a_job_that_runs_says_how_far_it_is_and_what_it_told(running, owner):
    said = page(owner, running)
    assert "40 % done, less than a minute left." in said
    assert "1 of 3: Ridge done" in said


def test_the_time_that_is_left_follows_from_what_has_passed(running, people):
    Job.objects.update(started_at=timezone.now() - timedelta(minutes=4))
    assert round(reads.shown(Job.objects.get(), people.admin).remaining / timedelta(minutes=1)) == 6


def test_the_time_of_a_second_attempt_follows_from_other_jobs(running, people):
    now = timezone.now()
    times = {"started_at": now - timedelta(minutes=30), "ended_at": now}
    Job.objects.create(kind="train", state="done", **times)
    again = taken_over(running)
    assert round(reads.shown(again, people.admin).remaining / timedelta(minutes=1)) == 26


def taken_over(job):
    """Its worker was stopped, and another took it four minutes ago."""
    queue.give_up(job, {"kind": "worker stopped"}, again=True, counted=False)
    queue.take(Lane)
    Job.objects.filter(pk=job.pk).update(started_at=timezone.now() - timedelta(minutes=4))
    return Job.objects.get(pk=job.pk)


def test_what_a_stopped_worker_had_done_tells_nothing_of_the_time_that_is_left(running, owner, people):
    again = taken_over(running)
    assert (again.attempts, again.percent) == (1, 40)
    assert reads.shown(again, people.admin).remaining is None
    assert "40 % done." in page(owner, again)


def test_once_the_worker_that_took_over_is_further_its_own_pace_tells(running, people):
    Run(taken_over(running)).tell(50, {"kind": "candidate", "label": "Tree", "done": 2, "of": 3, "error": ""})
    assert round(reads.shown(Job.objects.get(), people.admin).remaining / timedelta(minutes=1)) == 4


def test_a_job_that_takes_longer_than_others_did_says_nothing_of_the_time(job, people):
    now = timezone.now()
    Job.objects.create(kind="train", state="done", started_at=now - timedelta(minutes=1), ended_at=now)
    queue.take(Lane)
    Job.objects.filter(pk=job.pk).update(started_at=now - timedelta(minutes=4))
    assert reads.shown(Job.objects.get(pk=job.pk), people.admin).remaining is None


def test_a_job_whose_worker_is_dead_says_so(running, owner):
    Job.objects.update(beat_at=timezone.now() - timedelta(minutes=2))
    assert "Its worker was not seen for 2 minutes" in page(owner, running)


def test_a_part_of_the_page_is_asked_for_while_it_runs_and_no_longer(running, owner):
    address = reverse("job", args=[running.pk])
    assert b"hx-get" in owner.get(address).content
    queue.give_up(running, {"kind": "killed", "signal": 9}, again=False)
    part = owner.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in part
    assert "<html" not in part
    assert "killed (SIGKILL)" in part


def test_a_job_is_called_off_on_its_page_once(job, owner):
    address = reverse("job-cancel", args=[job.pk])
    assert "It was cancelled." in words(owner.post(address, follow=True))
    assert "It has ended already: it is cancelled." in words(owner.post(address, follow=True))


def test_a_training_leads_an_admin_to_its_models_also_when_it_has_failed(job, owner, admin):
    Job.objects.update(state="failed", ended_at=timezone.now(), error={"kind": "killed"})
    link = f'href="{reverse("training", args=[job.pk])}"'
    address = reverse("job", args=[job.pk])
    assert [link in client.get(address).text for client in (admin, owner)] == [True, False]


def test_calling_off_leads_back_to_the_page_of_the_button(job, owner):
    page = reverse("training", args=[job.pk])
    assert owner.post(reverse("job-cancel", args=[job.pk]), {"next": page})["Location"] == page


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_calling_off_leads_to_no_other_place(job, owner, elsewhere):
    address = reverse("job-cancel", args=[job.pk])
    assert owner.post(address, {"next": elsewhere})["Location"] == reverse("job", args=[job.pk])


@pytest.mark.parametrize("error", [{}, {"kind": "of tomorrow"}, {"kind": "killed"}, {"kind": "silent"}])
def test_a_failure_that_is_not_known_here_is_said_all_the_same(job, owner, error):
    Job.objects.update(state="failed", ended_at=timezone.now(), error=error)
    assert "It can be asked for again." in page(owner, job)


def test_a_kind_that_is_not_known_here_is_shown_by_its_name(people, owner):
    job = Job.objects.create(kind="of tomorrow", asked_by=people.owner, lines=[{"kind": "x"}])
    assert "of tomorrow" in page(owner, job)
    assert "of tomorrow" in words(owner.get(reverse("jobs")))


def test_the_list_takes_no_more_queries_for_many_jobs(job, people, owner, django_assert_max_num_queries):
    for _ in range(20):
        work.ask("train", {"task": "math", "datasets": [1]}, asked_by=people.owner)
    with django_assert_max_num_queries(8):
        owner.get(reverse("jobs"))


def test_jobs_are_saved_as_a_list(running, owner):
    lines = b"".join(owner.get(reverse("jobs-csv")).streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("job,what,state,percent,asked_by")
    assert f"{running.pk},Training of" in lines[1]
    assert owner.get(reverse("jobs-xlsx")).status_code == 200


def test_figures_of_the_queue(running, people):
    work.ask("train", {}, asked_by=None)
    for error in ({"kind": "killed"}, {}, {"kind": "refused", "said": "Choose other rows."}):
        Job.objects.create(kind="train", state="failed", ended_at=timezone.now(), error=error)
    figures = reads.figures()
    assert (figures.waiting, figures.running, figures.workers) == (1, 1, 0)
    assert (figures.failed, figures.refused) == (2, 1)
    assert figures.oldest < timedelta(minutes=1)
