"""What the pages about models have in common: who reads them, how they word things, what they cost."""

import re

import pytest
from causal_words import causal_words
from django.template.loader import render_to_string
from django.urls import reverse
from factories import live_task, new_version
from model_runs import measured_version
from page_words import words

from mlcore.models import Task
from mlcore.versions import promotions

PAGES = ("model-comparison", "model-matters", "model-versions")


def test_the_first_page_names_every_question_its_live_model_and_who_decided(admin, measured):
    text = words(admin.get(reverse("models")))
    for task in Task.objects.all():
        assert task.label in text
    assert "Linear regression, version 2" in text
    assert "head of school" in text


def test_an_admin_may_train_where_there_is_no_model_and_retrain_where_one_is(admin, teacher, measured):
    pages = [reverse("model-train", args=[slug]) for slug in ("reading", "math")]
    assert all(page in admin.get(reverse("models")).text for page in pages)
    assert not any(page in teacher.get(reverse("models")).text for page in pages)


@pytest.mark.parametrize("name", PAGES)
def test_teachers_read_every_page(teacher, measured, math, name):
    assert teacher.get(reverse(name, args=[math.slug])).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_question_without_a_model_says_how_to_get_one(teacher, math, name):
    assert "manage.py train reading" in teacher.get(reverse(name, args=["reading"])).text


@pytest.mark.parametrize("name", PAGES)
def test_runs_of_an_older_release_still_show(teacher, math, name):
    assert teacher.get(reverse(name, args=[math.slug])).status_code == 200


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
    promotions.promote(new_version(Task.objects.get(slug="reading")), who="a test", why="to have two")
    with django_assert_max_num_queries(len(few)):
        teacher.get(reverse("models"))


def test_a_mark_is_hidden_from_screen_readers_as_its_figure_stands_beside_it():
    mark = {"at": "50%", "start": "40%", "width": "20%", "zero": None}
    assert 'aria-hidden="true"' in render_to_string("charts/mark.html", {"mark": mark})


def test_the_comparison_says_whether_ranges_fit_the_student_and_why(teacher, measured, math):
    text = words(teacher.get(reverse("model-comparison", args=[math.slug])))
    assert "Its ranges fit the student: they are told from the" in text
    assert "better than one width for all" in text
