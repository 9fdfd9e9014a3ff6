"""The leaderboard of a task: who is tied, who was chosen, and by how much."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_runs import measured_version
from page_words import words

from predictor.runs.reads import RUNS_OFFERED


def names_in_order(response):
    return re.findall(r"/run/\d+/(\w+)/", response.text)


def test_the_leaderboard_says_who_is_tied_and_who_was_chosen(teacher, measured, math):
    text = words(teacher.get(reverse("model-comparison", args=[math.slug])))
    assert "2 of 3 are too close to separate. Linear regression was chosen as the simplest of them." in text
    assert "Its predictions are 4 points off on average. Saying the average score for everybody would be 12" in text
    assert measured.run.reason in text


def test_the_leaderboard_says_what_was_kept_together(teacher, measured, math):
    parts = {"rows": 600, "training_rows": 480, "held_out_rows": 120, "folds": 5, "repeats": 5, "groups": 0, "seed": 42}
    measured.run.details |= {"format": 2, "parts": parts | {"repeated": 540}}
    measured.run.save()
    assert "540 of 600 students repeat another" in words(teacher.get(reverse("model-comparison", args=[math.slug])))


def test_the_leaderboard_says_once_what_can_mislead_and_what_waits_for_somebody(teacher, math):
    run = measured_version(math).run
    leak = {"kind": "equals", "field": math.question.inputs[0], "target": math.question.target, "share": 1.0}
    run.details |= {"cautions": [leak], "verdict": {"live": 1, "leaks": [leak]}}
    run.save()
    text = words(teacher.get(reverse("model-comparison", args=[math.slug]), {"run": run.pk}))
    assert text.count("alone gives “Maths score” (R² 1.000)") == 1
    assert text.count("Until somebody has looked at that, it does not serve.") == 1


def test_the_leaderboard_of_an_older_release_warns_of_nothing_that_was_not_measured(teacher, measured, math):
    page = teacher.get(reverse("model-comparison", args=[math.slug]), {"run": measured.run.pk})
    assert "Before anybody relies on it" not in words(page)


def test_the_leaderboard_says_how_a_choice_made_without_some_did_on_them(teacher, measured, math):
    scores = {"r2": 0.8, "mae": 4.2, "mse": 30.25, "rmse": 5.5}
    measured.run.details |= {"rehearsal": {"candidate": "lasso", "label": "Lasso", "rows": 120, "scores": scores}}
    measured.run.save()
    text = words(teacher.get(reverse("model-comparison", args=[math.slug])))
    assert "Made without 120 students who were set aside, the choice fell on Lasso." in text


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


def test_what_was_measured_is_not_read_of_runs_to_choose_from(teacher, measured, math):
    with CaptureQueriesContext(connection) as asked:
        teacher.get(reverse("model-comparison", args=[math.slug]))
    (offered,) = [query["sql"] for query in asked if f"LIMIT {RUNS_OFFERED}" in query["sql"]]
    assert '"mlcore_trainingrun"."details"' not in offered


@pytest.mark.parametrize("run", ["0", "nonsense", "99999999999", "9" * 400])
def test_a_run_that_is_not_there_is_not_found(teacher, measured, math, run):
    assert teacher.get(reverse("model-comparison", args=[math.slug]), {"run": run}).status_code == 404


def test_a_failed_candidate_shows_its_error(teacher, measured, math):
    measured.run.results.filter(candidate="tree").update(error="ValueError: no tree today", figures={}, rmse=None)
    assert "no tree today" in teacher.get(reverse("model-comparison", args=[math.slug]), {"sort": "rmse"}).text


def test_the_part_that_was_set_aside_is_reported_as_r2_and_rmse(teacher, measured, math):
    for result in measured.run.results.all():
        result.figures["held_out"] = {"r2": 0.8612, "mae": 4.3, "mse": 29.6, "rmse": 5.437}
        result.save()
    page = teacher.get(reverse("model-comparison", args=[math.slug]))
    assert words(page).count("0.861 RMSE 5.44") == 4
    assert "asked about once. This model and its settings were found without them" in words(page)


def test_rmse_is_explained_by_its_full_name(teacher, measured, math):
    assert "Root mean squared error" in words(teacher.get(reverse("model-comparison", args=[math.slug])))


def test_a_lead_that_an_older_release_called_clear_is_not_where_chance_could_explain_it(teacher, measured, math):
    claim = "Linear regression is clearly more accurate than the other 2 candidates: R² 0.87 and RMSE 5.4."
    type(measured.run).objects.filter(pk=measured.run_id).update(reason=claim)
    for where in (reverse("model-comparison", args=[math.slug]), reverse("model-card", args=[measured.pk])):
        text = words(teacher.get(where))
        assert "clearly more accurate" not in text
        assert "chosen as the simplest of them: R² 0.87 and RMSE 5.4." in text


def test_no_page_is_linked_or_shown_for_the_baseline(teacher, measured, math):
    assert "mean" not in names_in_order(teacher.get(reverse("model-comparison", args=[math.slug])))
    where = reverse("model-candidate", args=[math.slug, measured.run_id, "mean"])
    assert teacher.get(where).status_code == 404


def with_fold_scores(run, **rmse):
    for result in run.results.filter(candidate__in=rmse):
        result.figures["fold_scores"] = {"rmse": rmse[result.candidate], "ratio": [0.25] * 3}
        result.save()


def test_an_interval_that_barely_clears_zero_does_not_read_as_if_it_reached_it(teacher, measured, math):
    with_fold_scores(measured.run, linear=[5.0, 5.0, 5.0], ridge=[5.004, 5.004, 5.004], tree=[7.0, 6.0, 8.0])
    text = words(teacher.get(reverse("model-comparison", args=[math.slug])))
    assert "+0.004 0.004 to 0.004" in text
    assert "+2.00 \u22121.29 to 5.29" in text


def test_the_rule_that_chose_is_said_in_full(teacher, measured, math):
    text = words(teacher.get(reverse("model-comparison", args=[math.slug])))
    assert "at most 1.0 % more than that of the most accurate one" in text
    assert "at most 2.5 % more with an interval that reaches zero" in text


def test_the_sorted_column_has_an_arrow_and_an_error_spans_all_columns(teacher, measured, math):
    measured.run.results.filter(candidate="tree").update(error="ValueError: no tree today", figures={}, rmse=None)
    page = teacher.get(reverse("model-comparison", args=[math.slug]), {"sort": "-rmse"})
    assert page.text.count("\u2193") == 1
    assert f'colspan="{page.text.count("aria-sort")}" class="board__error"' in page.text


def test_runs_are_offered_only_where_there_is_a_choice(teacher, measured, math, hsb_task):
    offered = teacher.get(reverse("model-comparison", args=[math.slug])).text
    assert re.findall(r'<option value="(\d+)" selected', offered) == [str(measured.run_id)]
    assert "<option" not in teacher.get(reverse("model-comparison", args=[hsb_task.slug])).text


@pytest.mark.parametrize(
    ("page", "label"),
    [("model-comparison", "Models compared"), ("model-matters", "What matters to it"), ("model-versions", "Versions")],
)
def test_the_tab_of_the_page_is_marked(teacher, measured, math, page, label):
    shown = teacher.get(reverse(page, args=[math.slug])).text
    (marked,) = re.findall(r'aria-current="page">(.*?)</a>', shown, re.DOTALL)
    assert " ".join(marked.split()) == label
