"""Retraining by hand: what is chosen, what it means at once, how far it is, in every window and without JavaScript."""

import pytest
from accessibility import WINDOWS, findings, visit_all
from django.urls import reverse
from django.utils import timezone

from mlcore.models import Dataset
from predictor.jobs.worker import queue
from predictor.models import Job
from predictor.training import work
from predictor.training.ordering.order import Order

pytestmark = pytest.mark.browser


@pytest.fixture
def page_of_choices(math):
    return reverse("model-train", args=[math.slug])


def ask(people):
    return work.ask(Order(task="math", datasets=[Dataset.objects.get().pk]), by=people.admin)


@pytest.fixture
def trainings(measured, people):
    """One that waits, and one that is done."""
    done = ask(people)
    result = {"version": measured.pk, "number": measured.number, "run": measured.run_id, "live": True}
    Job.objects.update(state="done", percent=100, result=result, ended_at=timezone.now())
    return [done, ask(people)]


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_are_accessible_and_fit_everywhere(browse, people, page_of_choices, trainings, scheme, width):
    page = browse(people.admin, scheme=scheme, width=width)
    addresses = [page_of_choices, *(reverse("training", args=[job.pk]) for job in trainings)]
    assert visit_all(page, addresses) == []


def test_what_is_changed_is_previewed_at_once_and_trains_nothing(browse, people, page_of_choices):
    page = browse(people.admin)
    page.goto(page_of_choices)
    page.get_by_label("Results that were recorded here").check()
    page.get_by_text("Recorded results", exact=True).wait_for()
    assert findings(page) == []
    assert not Job.objects.exists()


def test_it_is_asked_for_and_called_off_without_javascript(browse, people, page_of_choices):
    page = browse(people.admin, scripts=False)
    page.goto(page_of_choices)
    page.get_by_label("CatBoost").uncheck()
    page.get_by_role("button", name="Train").click()
    page.get_by_role("button", name="Cancel it").click()
    job = Job.objects.get()
    assert (job.state, "catboost" in job.arguments["candidates"]) == ("cancelled", False)
    assert page.url.endswith(reverse("training", args=[job.pk]))


def test_the_page_of_a_training_follows_it_by_itself(browse, people, math):
    job = ask(people)
    page = browse(people.admin)
    page.goto(reverse("training", args=[job.pk]))
    queue.take(list(queue.Lane))
    Job.objects.update(lines=[{"kind": "candidate", "attempt": 1, "label": "Ridge", "done": 1, "of": 9, "error": ""}])
    page.get_by_role("listitem").filter(has_text="Ridge").get_by_text("done").wait_for()
    assert findings(page) == []
