"""The page on which an admin retrains, and the page of one training."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from large_files import a_worker_is_there
from page_words import words

from mlcore.models import Dataset
from predictor.jobs import work as jobs
from predictor.jobs.kinds import KINDS
from predictor.models import Job
from predictor.training import work
from predictor.training.forms import ALL
from predictor.training.ordering.order import Order

pytestmark = pytest.mark.django_db
TRAIN = KINDS["train"].work


@pytest.fixture
def address(math):
    return reverse("model-train", args=[math.slug])


@pytest.fixture
def chosen(math):
    """What the form sends where nothing was changed."""
    return {"datasets": [Dataset.objects.get().pk], "candidates": ALL, "seed": 42, "act": "train"}


@pytest.fixture
def job(math, people):
    return work.ask(Order(task="math", datasets=[Dataset.objects.get().pk]), by=people.admin)


def test_only_who_may_train_sees_either_page(address, job, teacher, admin):
    pages = [address, reverse("training", args=[job.pk])]
    assert [teacher.get(page).status_code for page in pages] == [403, 403]
    assert [admin.get(page).status_code for page in pages] == [200, 200]


def test_all_nine_and_the_newest_rows_are_ticked(admin, address):
    page = admin.get(address).content.decode()
    assert page.count(" checked") == len(ALL) + 1


def test_nobody_trains_by_looking(admin, address, chosen):
    said = words(admin.post(address, chosen | {"act": "look", "candidates": ["linear"]}))
    assert "Takes not known yet" in said
    assert not Job.objects.exists()


def test_the_button_asks_for_a_training_and_leads_to_its_page(admin, address, chosen, people):
    answer = admin.post(address, chosen | {"candidates": ["linear"], "outcomes": "on"})
    job = Job.objects.get()
    assert answer["Location"] == reverse("training", args=[job.pk])
    assert (job.asked_by, job.arguments["candidates"], job.arguments["outcomes"]) == (people.admin, ["linear"], True)


def test_all_candidates_are_asked_for_without_their_names(admin, address, chosen):
    admin.post(address, chosen)
    assert Job.objects.get().arguments["candidates"] == []


def test_pressed_twice_it_is_one_training(admin, address, chosen):
    pages = [admin.post(address, chosen)["Location"] for _ in range(2)]
    assert pages[0] == pages[1]
    assert Job.objects.count() == 1


def test_a_second_training_waits_and_says_for_whose(admin, address, chosen, job):
    assert "a training is underway already; admin asked for it at" in words(admin.get(address))
    with a_worker_is_there():
        said = words(admin.post(address, chosen | {"seed": 7}, follow=True))
    assert f"It waits for the training that admin asked for at {job.asked_at:%H:%M} and is next after it." in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"datasets": []}, "Choose at least one dataset, or the results that were recorded here."),
        ({"candidates": []}, "Choose at least one model."),
        ({"datasets": ["99999"]}, "not one of the available choices"),
        ({"seed": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_trained_is_said(admin, address, chosen, changes, said):
    assert said in words(admin.post(address, chosen | changes))
    assert not Job.objects.exists()


def test_results_that_were_recorded_are_counted_before(admin, address, chosen, enter, reach):
    enter()
    reach()
    assert "Recorded results 1" in words(admin.post(address, chosen | {"act": "look", "outcomes": "on"}))


def test_without_rows_the_page_says_what_to_do(admin, address):
    Dataset.objects.update(archived_at=timezone.now())
    assert "There is nothing to learn from" in words(admin.get(address))


def test_where_no_worker_runs_both_pages_say_so(admin, address, job):
    assert "No worker is running" in words(admin.get(address))
    assert "no worker is running" in words(admin.get(reverse("training", args=[job.pk])))


def test_each_candidate_says_how_far_it_is(admin, job):
    done = {"kind": "candidate", "attempt": 0, "label": "Ridge", "done": 1, "of": 2, "error": ""}
    failed = {"kind": "candidate", "attempt": 0, "label": "Lasso", "done": 2, "of": 2, "error": "too few rows"}
    Job.objects.update(lines=[done, failed])
    said = words(admin.get(reverse("training", args=[job.pk])))
    assert "Ridge done" in said
    assert "Lasso failed too few rows" in said
    assert "CatBoost waits" in said


def test_a_candidate_that_steps_aside_has_not_failed_on_the_way(admin, job):
    aside = {"kind": "candidate", "attempt": 0, "label": "Ridge", "done": 1, "of": 2, "error": "", "aside": True}
    Job.objects.update(lines=[aside])
    assert "Ridge did not take part" in words(admin.get(reverse("training", args=[job.pk])))
    assert TRAIN.line(aside) == "1 of 2: Ridge did not take part"


@pytest.mark.parametrize(
    "fact",
    [
        {"kind": "candidate"},
        {"kind": "candidate", "label": "Ridge"},
        {"kind": "candidate", "error": "", "label": "Ridge"},
        {"kind": "started"},
    ],
)
def test_what_an_older_release_told_in_another_shape_is_said_in_general(admin, job, fact):
    Job.objects.update(lines=[fact | {"attempt": 0}])
    assert TRAIN.line(fact) == "Another release told of a step here."
    assert admin.get(reverse("training", args=[job.pk])).status_code == 200


def test_a_candidate_that_stepped_aside_has_not_failed(admin, job, measured):
    figures = {"aside": {"rule": "neighbours step aside", "above": 5_000_000}}
    measured.run.results.filter(is_winner=False).update(figures=figures, r2=None, rmse=None, mae=None)
    result = {"version": measured.pk, "number": measured.number, "live": True}
    Job.objects.update(state="done", result=result, ended_at=timezone.now())
    said = words(admin.get(reverse("training", args=[job.pk])))
    assert "did not take part: rows times inputs are more than 5,000,000" in said
    assert "failed" not in said


def test_what_came_of_it_stands_beside_the_live_version(admin, job, measured):
    result = {"version": measured.pk, "number": measured.number, "live": True}
    Job.objects.update(state="done", result=result, ended_at=timezone.now())
    measured.run.details |= {"verdict": {"live": 1}}
    measured.run.save()
    said = words(admin.get(reverse("training", args=[job.pk])))
    assert f"Version {measured.number} is live now. What the gate says" in said
    assert "Version 2 Version 1 Model" in said
    assert "Linear regression chosen, 4.3 off" in said


def test_other_work_has_no_page_here(admin, people):
    other = jobs.ask("train", {}, asked_by=people.admin)
    Job.objects.update(kind="import")
    assert admin.get(reverse("training", args=[other.pk])).status_code == 404


def test_the_page_brings_itself_up_to_date_until_it_has_ended(admin, job):
    page = reverse("training", args=[job.pk])
    assert f'hx-get="{page}"' in admin.get(page, headers={"HX-Request": "true"}).text
    jobs.cancel(job)
    said = admin.get(page, headers={"HX-Request": "true"}).text
    assert "hx-get" not in said
    assert "It was cancelled." in said


def test_a_model_is_said_to_wait_only_before_the_training_began(admin, job):
    page = reverse("training", args=[job.pk])
    assert "Ridge waits" in words(admin.get(page))
    now = timezone.now()
    Job.objects.update(state="running", started_at=now, beat_at=now, token=uuid4())
    assert "Ridge not done yet" in words(admin.get(page))


def test_recorded_results_can_be_learned_from_alone(admin, address, chosen):
    admin.post(address, chosen | {"datasets": [], "outcomes": "on"})
    arguments = Job.objects.get().arguments
    assert (arguments["datasets"], arguments["outcomes"]) == ([], True)


def test_policies_are_ordered_on_the_page(admin, address, chosen):
    admin.post(address, chosen | {"policies": "on"})
    assert Job.objects.get().arguments["policies"] is True
