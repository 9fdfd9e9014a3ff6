"""A rehearsal as a job, for real on few rows."""

import pytest
import year_schema
from django.urls import reverse
from django.utils import translation

from mlcore.datasets import keeping, schemas, storing
from mlcore.models import Rehearsal, Task
from predictor.jobs.kinds import KINDS, Lane
from predictor.jobs.run import Run
from predictor.jobs.words import failure
from predictor.jobs.worker import queue
from predictor.jobs.worker.child import attempt
from predictor.models import Job
from predictor.rehearsal import work

pytestmark = [pytest.mark.django_db, pytest.mark.training]
KIND = KINDS["rehearse"].work


@pytest.fixture
def year():
    row = schemas.register(year_schema.schema())
    return storing.store_dataset(schema_version=row, frame=year_schema.frame(), name="two years")[0]


@pytest.fixture
def taken(year, people):
    work.ask(year, Task.objects.get(slug="final"), "2026", by=people.admin)
    return queue.take(Lane)


def test_it_ends_with_what_it_found_and_where_it_is_read(taken, year, people):
    attempt(Run(taken))
    job, row = Job.objects.get(), Rehearsal.objects.get()
    assert (job.state, job.result, row.job, row.who) == ("done", {"rehearsal": row.pk}, job.pk, people.admin.username)
    assert KIND.outcome(job).url == reverse("explore-rehearsal", args=[year.pk]) + "?task=final"


def test_it_tells_at_which_point_it_is(taken):
    attempt(Run(taken))
    said = [KIND.line(fact) for fact in Job.objects.get().lines]
    assert said == [f"Learning and predicting at point {number} of 3." for number in (1, 2, 3)]


def test_rows_that_were_deleted_meanwhile_are_refused_with_the_remedy(taken, year):
    keeping.delete(year, who="ada")
    with translation.override("de"):
        attempt(Run(taken))
    job = Job.objects.get()
    assert (job.state, failure(job.error)) == ("failed", "The rows of the dataset were deleted. Choose another one.")


def test_its_title_names_no_rows_to_who_may_not_explore_them(taken, people):
    assert KIND.titles([taken], people.admin) == ["Rehearsal of two years"]
    assert KIND.titles([taken], people.owner) == ["Rehearsal of a dataset"]
