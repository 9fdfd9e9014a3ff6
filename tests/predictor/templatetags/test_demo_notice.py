"""The notice above every page: of all live models, or of the one that the page is about."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse
from factories import live_task, new_version

from mlcore.models import ModelVersion

NOTICE = "Demo model: trained on made-up data."


@pytest.fixture
def read(client, people, math, hsb_task):
    def _read(name, *arguments):
        client.force_login(people.admin)
        found = re.search('<aside class="demo".*?</aside>', client.get(reverse(name, args=arguments)).text, re.S)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else ""

    return _read


def test_a_page_about_all_models_names_those_that_are_a_demo(read, math):
    assert f"{NOTICE} This goes for: {math.label}." in read("home")


@pytest.mark.parametrize("name", ["model-comparison", "model-matters", "model-versions"])
def test_a_page_about_one_question_speaks_of_its_model_alone(read, math, hsb_task, name):
    assert NOTICE in read(name, math.slug)
    assert "This goes for" not in read(name, math.slug)
    assert NOTICE not in read(name, hsb_task.slug)


def test_a_card_speaks_of_its_own_version_even_if_another_one_is_live(read, math, hsb_task):
    assert NOTICE in read("model-card", new_version(math).pk)
    assert NOTICE not in read("model-card", ModelVersion.objects.get(task=hsb_task).pk)


def test_the_page_of_a_dataset_speaks_of_the_models_that_learned_from_it(read, math, hsb_task):
    live_task("reading", "exams")
    assert NOTICE in read("explore-dataset", math.runs.get().dataset_id)
    assert NOTICE not in read("explore-dataset", hsb_task.runs.get().dataset_id)


def test_a_page_about_a_question_that_no_model_answers_speaks_of_none(read, math):
    assert NOTICE not in read("model-comparison", "reading")


def test_a_context_variable_of_a_telling_name_changes_nothing(math, hsb_task):
    page = Template('{% load notices %}{% notices_about as notices %}{% include "parts/demo.html" %}').render(
        Context({"run": math.runs.get(), "task": hsb_task})
    )
    assert f"This goes for: {math.label}." in page
