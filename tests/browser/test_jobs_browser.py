"""The page of a job in a real browser: it goes on by itself, and without scripts by a link."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from django.utils import timezone

from predictor.jobs import work
from predictor.jobs.kinds import Lane
from predictor.jobs.run import Run
from predictor.jobs.worker import queue
from predictor.models import Job, Session

pytestmark = pytest.mark.browser
DONE = {"kind": "candidate", "label": "Ridge", "done": 1, "of": 3, "error": ""}


@pytest.fixture
def run(people):
    work.ask("train", {"task": "math", "datasets": [1]}, asked_by=people.admin)
    return Run(queue.take(Lane))


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_the_pages_are_accessible_and_fit_their_window(browse, people, run, scheme, width):
    run.tell(40, DONE)
    about = {"kind": "train", "asked_by": people.admin, "ended_at": timezone.now()}
    failed = Job.objects.create(**about, state="failed", error={"kind": "killed"})
    cancelled = Job.objects.create(**about, state="cancelled")
    page = browse(people.admin, scheme=scheme, width=width)
    of_jobs = [reverse("job", args=[job.pk]) for job in (run.job, failed, cancelled)]
    addresses = [reverse("jobs"), *of_jobs, *(reverse("training", args=[job.pk]) for job in (failed, cancelled))]
    assert visit_all(page, addresses) == []


def test_a_page_that_stays_open_shows_how_it_goes_on_and_ends(browse, people, run):
    page = browse(people.admin)
    page.goto(reverse("job", args=[run.job.pk]))
    page.get_by_role("button", name="Cancel it").focus()
    run.tell(40, DONE)
    page.get_by_text("1 of 3: Ridge done").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Cancel it"
    queue.give_up(run.job, {"kind": "killed", "signal": 9}, again=False)
    page.get_by_role("status").get_by_text("Its process was killed").wait_for()
    assert page.locator("[hx-get]").count() == 0


def test_a_page_that_stays_open_after_a_log_out_leads_to_the_log_in_and_back(browse, people, run):
    from factories import PASSWORD

    page = browse(people.admin)
    page.goto(reverse("job", args=[run.job.pk]))
    Session.objects.all().delete()
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("button", name="Cancel it").wait_for()
    assert page.url.endswith(reverse("job", args=[run.job.pk]))


def test_without_scripts_a_link_shows_how_it_goes_on(browse, people, run):
    page = browse(people.admin, scripts=False)
    page.goto(reverse("job", args=[run.job.pk]))
    run.tell(40, DONE)
    page.get_by_role("link", name="Look again").click()
    page.get_by_text("1 of 3: Ridge done").wait_for()
    page.get_by_role("button", name="Cancel it").click()
    page.get_by_text("It is being cancelled.").wait_for()
