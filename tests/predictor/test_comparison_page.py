"""The leaderboard of a task: who is tied, who was chosen, and by how much."""

import re

import pytest
from django.urls import reverse
from page_words import words


def names_in_order(response):
    return re.findall(r"/run/\d+/(\w+)/", response.text)


def test_the_leaderboard_says_who_is_tied_and_who_was_chosen(teacher, measured, math):
    text = words(teacher.get(reverse("model-comparison", args=[math.slug])))
    assert "2 of 3 are too close to separate. Linear regression was chosen as the simplest of them." in text
    assert "Its predictions are 4 points off on average. Saying the average score for everybody would be 12" in text
    assert measured.run.reason in text


def test_the_leaderboard_draws_an_interval_per_metric_on_axes_without_the_baseline(teacher, measured, math):
    page = teacher.get(reverse("model-comparison", args=[math.slug]))
    assert page.text.count("mark-line") == 9
    assert "5.0 to 5.8" in page.text
    assert "Predict the mean" in page.text


@pytest.mark.parametrize(("sort", "first", "order"), [("rmse", "linear", "ascending"), ("-rmse", "tree", "descending")])
def test_a_column_sorts_both_ways_and_says_so(teacher, measured, math, sort, first, order):
    page = teacher.get(reverse("model-comparison", args=[math.slug]), {"sort": sort})
    assert names_in_order(page)[0] == first
    assert page.text.count(f'aria-sort="{order}"') == 1


@pytest.mark.parametrize(
    "column", ["mae", "rmse", "r2", "spread", "gap", "behind", "held_out", "fit_seconds", "nonsense"]
)
def test_every_column_can_be_sorted_by(teacher, measured, math, column):
    page = teacher.get(reverse("model-comparison", args=[math.slug]), {"sort": column})
    assert set(names_in_order(page)) == {"linear", "ridge", "tree"}


def test_an_earlier_run_can_be_chosen(teacher, measured, math):
    first = math.versions.get(number=1)
    page = teacher.get(reverse("model-comparison", args=[math.slug]), {"run": first.run_id})
    assert "Version 1 came out of it (Linear regression), not live." in words(page)
    assert "Linear regression was the only one compared." in words(page)


@pytest.mark.parametrize("run", ["0", "nonsense", "99999999999", "9" * 400])
def test_a_run_that_is_not_there_is_not_found(teacher, measured, math, run):
    assert teacher.get(reverse("model-comparison", args=[math.slug]), {"run": run}).status_code == 404


def test_a_failed_candidate_shows_its_error(teacher, measured, math):
    measured.run.results.filter(candidate="tree").update(error="ValueError: no tree today", figures={}, rmse=None)
    assert "no tree today" in teacher.get(reverse("model-comparison", args=[math.slug]), {"sort": "rmse"}).text
