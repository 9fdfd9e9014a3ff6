"""Rows that another release wrote: pages and lists say what is sure of them, and nothing breaks."""

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.jobs import reads, work
from predictor.jobs.kinds import KINDS
from predictor.models import Job

pytestmark = pytest.mark.django_db
ODD = {
    "arguments": {"file": "x", "classroom": "x", "dataset": "x", "task": {}},
    "result": {"rows": None, "classroom": "x", "tasks": [{}]},
    "lines": ["text", {"kind": "keeping", "rows": None}, {"kind": "predicting", "students": "x"}],
}


@pytest.fixture
def odd(people):
    def make(kind, **facts):
        ended = None if facts["state"] in ("queued", "running") else timezone.now()
        return Job.objects.create(kind=kind, asked_by=people.owner, ended_at=ended, **ODD | facts)

    return make


@pytest.mark.parametrize("kind", [*KINDS, "of another release"])
def test_a_job_is_shown_whatever_it_holds(kind, odd, people):
    for state in ("queued", "done", "failed"):
        shown = reads.shown(odd(kind, state=state, error={"kind": "refused", "said": "Ida"}), people.owner)
        assert shown.title
        assert shown.statement
        assert "Ida" not in shown.statement or kind in ("train", "forget")


def test_one_such_job_hides_no_other_of_the_list(odd, owner):
    odd("preview", state="done", arguments={"file": 0})
    odd("preview", state="done")
    said = words(owner.get(reverse("jobs")))
    assert "Preview of a file that is gone" in said
    assert owner.get(reverse("jobs-csv")).getvalue().count(b"\r\n") == 3


@pytest.mark.parametrize("error", [{"kind": ["new"]}, {"kind": "silent", "seconds": "long"}, {"kind": "killed"}, {}])
def test_one_that_failed_says_that_it_can_be_asked_for_again(error, odd, people):
    assert (
        "It can be asked for again." in reads.shown(odd("train", state="failed", error=error), people.owner).statement
    )


def test_one_that_no_worker_here_knows_says_so_and_is_called_off(odd, people):
    job = odd("of another release", state="queued")
    assert "knows how to do it" in reads.shown(job, people.owner).statement
    assert work.cancel(job).state == "cancelled"
