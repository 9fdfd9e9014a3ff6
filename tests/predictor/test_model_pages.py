"""What the pages about models say, to whom, and what an admin may change there."""

import datetime as dt
import re

import pytest
from causal_words import causal_words
from django.template.loader import render_to_string
from django.urls import reverse
from factories import live_task, new_version
from model_runs import measured_version

from mlcore import registry
from mlcore.models import Task

PAGES = ("model-comparison", "model-matters", "model-versions")


@pytest.fixture
def measured(math):
    version = measured_version(math, opposite="test_preparation")
    registry.promote(version, who="head of school", why="it learned from more")
    return version


@pytest.fixture
def teacher(as_user, people):
    return as_user(people.stranger)


def words(response):
    """The text of a page's main part, without markup."""
    main = re.search(r"<main.*?</main>", response.text, re.S)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def names_in_order(response):
    return re.findall(r"/run/\d+/(\w+)/", response.text)


def test_the_first_page_names_every_question_its_live_model_and_who_decided(teacher, measured):
    text = words(teacher.get(reverse("models")))
    for task in Task.objects.all():
        assert task.label in text
    assert "Linear regression, version 2" in text
    assert "head of school" in text
    assert "manage.py train reading" in text


@pytest.mark.parametrize("name", PAGES)
def test_teachers_read_every_page(teacher, measured, math, name):
    assert teacher.get(reverse(name, args=[math.slug])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_question_without_a_model_says_how_to_get_one(teacher, math, name):
    assert "manage.py train reading" in teacher.get(reverse(name, args=["reading"])).text


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


@pytest.mark.parametrize("name", PAGES)
def test_runs_of_an_older_release_still_show(teacher, math, name):
    assert teacher.get(reverse(name, args=[math.slug])).status_code == 200


def test_a_candidate_of_an_older_release_still_shows(teacher, math):
    run = math.versions.get().run
    page = teacher.get(reverse("model-candidate", args=[math.slug, run.pk, "linear"]))
    assert "from an older release" in words(page)


def test_a_candidate_says_how_far_off_it_was_on_unseen_students(teacher, measured, math):
    page = teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "linear"]))
    assert "Asked about 40 students it had never seen, it was 5 points off on average." in words(page)
    assert page.text.count('role="img"') == 3


def test_a_candidate_shows_settings_curve_and_groups_and_hides_small_ones(teacher, measured, math):
    text = words(teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "tree"])))
    assert "alpha 0.1, 3 3" in text
    assert "the RMSE fell from" in text
    assert "Fewer than 10 students, so not shown: male" in text


def test_a_candidate_of_another_task_is_not_found(teacher, measured, hsb_task):
    where = reverse("model-candidate", args=[hsb_task.slug, measured.run_id, "linear"])
    assert teacher.get(where).status_code == 404


def test_opposite_signs_are_said_first_and_not_as_advice(teacher, measured, math):
    text = words(teacher.get(reverse("model-matters", args=[math.slug])))
    note = re.search(r"The data and the model point opposite ways (.*?advice\.)", text)[1]
    assert "6 points higher" in note
    assert "4 points lower" in note
    assert text.index("opposite ways") < text.index("Average prediction")
    assert text.count("opposite ways") == 1
    assert causal_words(note.replace("&#x27;", "'")) == []


def test_sentences_of_all_pages_name_no_cause(teacher, measured, math):
    addresses = [reverse(name, args=[math.slug]) for name in PAGES]
    addresses += [reverse("model-card", args=[measured.pk]), reverse("models")]
    addresses.append(reverse("model-candidate", args=[math.slug, measured.run_id, "linear"]))
    for address in addresses:
        own = words(teacher.get(address)).replace("free/reduced", "")  # a choice of the data
        assert causal_words(own) == [], address


def test_versions_tell_who_promoted_which_and_why(teacher, measured, math):
    text = words(teacher.get(reverse("model-versions", args=[math.slug])))
    assert "Promoted by head of school" in text
    assert "it learned from more" in text
    assert "in place of version 1" in text


def test_two_versions_stand_side_by_side(teacher, measured, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]), {"one": "2", "other": "1"})
    assert "5.40 (5.0 to 5.8)" in words(page)
    assert "not measured on the same students" not in words(page)


def test_one_moment_has_one_time_on_the_page(teacher, measured, math, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    type(measured).objects.update(created_at=dt.datetime(2026, 3, 1, 20, 15, tzinfo=dt.UTC))
    text = words(teacher.get(reverse("model-versions", args=[math.slug]), {"one": "2", "other": "1"}))
    assert "2 Mar 2026, 05:15" in text
    assert text.count("2 March 2026, 05:15") == 2
    assert "20:15" not in text


def test_versions_of_different_data_are_set_beside_each_other_with_a_caution(teacher, measured, math):
    dataset = math.versions.get(number=1).run.dataset
    other, _ = registry.store_dataset(
        schema_version=math.schema_version, frame=registry.frame_of(dataset).head(20), name="fewer rows"
    )
    type(measured.run).objects.filter(pk=measured.run_id).update(dataset=other)
    assert "not measured on the same students" in words(teacher.get(reverse("model-versions", args=[math.slug])))


def test_a_pair_that_is_not_there_is_said(teacher, measured, math):
    page = teacher.get(reverse("model-versions", args=[math.slug]), {"one": "7", "other": "x"})
    assert "There is no version with one of these numbers." in words(page)


def test_a_prediction_leads_to_the_card_of_its_model(as_user, people, prediction):
    page = as_user(people.owner).get(reverse("prediction", args=[prediction.pk]))
    assert reverse("model-card", args=[prediction.model_version_id]) in page.text


@pytest.mark.parametrize("name", PAGES)
def test_a_long_history_asks_no_more_questions(teacher, measured, math, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as few:
        teacher.get(reverse(name, args=[math.slug]))
    for _ in range(4):
        measured_version(math)
    with django_assert_max_num_queries(len(few)):
        teacher.get(reverse(name, args=[math.slug]))


def test_the_first_page_asks_no_more_questions_for_more_tasks(teacher, math, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as few:
        teacher.get(reverse("models"))
    live_task("hsb-math", "hsb2", is_demo=False)
    registry.promote(new_version(Task.objects.get(slug="reading")), who="a test", why="to have two")
    with django_assert_max_num_queries(len(few)):
        teacher.get(reverse("models"))


def test_a_failed_candidate_shows_its_error(teacher, measured, math):
    measured.run.results.filter(candidate="tree").update(error="ValueError: no tree today", figures={}, rmse=None)
    assert "no tree today" in teacher.get(reverse("model-comparison", args=[math.slug]), {"sort": "rmse"}).text


def test_a_mark_is_hidden_from_screen_readers_as_its_figure_stands_beside_it():
    mark = {"at": "50%", "start": "40%", "width": "20%", "zero": None}
    assert 'aria-hidden="true"' in render_to_string("models/parts/mark.html", {"mark": mark})
