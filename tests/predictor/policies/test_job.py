"""Measuring policies as a job, for real on few rows."""

import pytest
from django.urls import reverse
from django.utils import translation

from mlcore.datasets import keeping
from mlcore.models import ModelVersion
from mlcore.versions.policies.measuring import ledger_of
from predictor.jobs.kinds import KINDS, Lane
from predictor.jobs.run import Run
from predictor.jobs.words import failure
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Job
from predictor.policies import work

pytestmark = pytest.mark.django_db
KIND = KINDS["policies"].work


@pytest.fixture
def taken(math, people):
    work.ask(ModelVersion.objects.live_for(math), [["reading_score"]], by=people.admin)
    return queue.take(Lane)


def test_it_ends_with_what_it_costs_and_where_that_is_read(taken, math):
    attempt(Run(taken))
    job, version = Job.objects.get(), ModelVersion.objects.live_for(math)
    assert (job.state, job.result) == ("done", {"version": version.pk})
    assert KIND.outcome(job).url == reverse("model-policies", args=["math"])
    assert ("reading_score",) in [policy.left_out for policy in ledger_of(version.run).policies]


def test_it_tells_how_often_it_learns(taken):
    attempt(Run(taken))
    (said,) = [KIND.line(fact) for fact in Job.objects.get().lines]
    assert said.startswith("Learning with fewer fields, ")


def test_rows_that_were_deleted_meanwhile_are_refused_with_the_remedy(taken, math):
    keeping.delete(ModelVersion.objects.live_for(math).run.dataset, who="ada")
    with translation.override("en"):
        attempt(Run(taken))
    job = Job.objects.get()
    assert job.state == "failed"
    assert "train the task again" in failure(job.error)


def test_its_title_names_the_question(taken, people):
    assert KIND.titles([taken], people.owner) == ["Policies of Maths score"]
