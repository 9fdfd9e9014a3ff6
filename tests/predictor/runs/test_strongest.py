"""Of very many inputs the page of what matters shows the strongest, and every other one when it is asked for."""

import re

import pytest
from django.urls import reverse
from page_words import words

from predictor.runs import strongest
from predictor.versions import card


@pytest.fixture
def page(teacher, measured, math, monkeypatch):
    """Of a model with more inputs than a page shows."""
    monkeypatch.setattr(strongest, "MOST_FIELDS", 2)
    return lambda **query: teacher.get(reverse("model-matters", args=[math.slug]), query)


def shown(page):
    """Of which fields there is a weight, and of which a picture or a table."""
    weights = [one.field.slug for one in page.context["importance"]]
    return weights, {one.field.slug for one in page.context["dependences"]}


def test_the_two_that_it_leans_on_most_are_shown_and_the_others_named(page):
    assert shown(page()) == (["gender", "race_ethnicity"], {"gender", "race_ethnicity"})
    text = words(page())
    assert "Shown are 2 of 7 fields: those it leans on most. Choose any other here to see it as well." in text
    assert "The other 5 fields, largest weight first" in text


def test_that_curves_follow_the_strongest_only_is_said(page, measured):
    assert "That is drawn for 2 of 7 fields: those it leans on most." in words(page())
    details = measured.run.details
    followed = details["diagnosis"]["dependence"][:2]
    measured.run.details = details | {"diagnosis": details["diagnosis"] | {"dependence": followed}}
    measured.run.save()
    other = next(one for one in page().context["strongest"].left_out)
    assert f"those it leans on most. {other.label} is not among them." in words(page(field=other.slug))


def test_the_card_names_the_strongest_and_how_many_there_are(page, teacher, measured):
    text = words(teacher.get(reverse("model-card", args=[measured.pk])))
    weights = text.partition("with a field shuffled:")[2].partition("Known limits")[0]
    assert weights.count(";") == 1
    assert "Shown are 2 of 7 fields: those it leans on most." in weights


def test_a_candidate_says_that_errors_are_split_by_some_inputs_only(page, teacher, measured, math):
    text = words(teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "tree"])))
    assert "Errors are split by 1 of 7 inputs: those that go most closely with the maths score" in text


def test_each_of_the_others_is_one_link_away(page):
    links = re.findall(r'href="\?field=(\w+)#field-(\w+)"', page().text)
    assert len(links) == 5
    for slug, anchor in links:
        assert slug == anchor
        weights, pictures = shown(page(field=slug))
        assert slug in weights
        assert slug in pictures


def test_the_link_keeps_the_run_that_is_looked_at(page, measured):
    assert f"?run={measured.run.pk}&amp;field=" in page(run=measured.run.pk).text


def test_a_field_that_the_model_does_not_have_is_not_found(page):
    assert page(field="shoe_size").status_code == 404


def test_a_model_with_few_inputs_leaves_nothing_out(teacher, measured, math):
    text = words(teacher.get(reverse("model-matters", args=[math.slug])))
    assert "Shown are" not in text
    assert "largest weight first" not in text
    assert "That is drawn for" not in text


def test_a_card_of_very_many_inputs_folds_their_list_and_names_the_sensitive_ones(teacher, measured, monkeypatch):
    address = reverse("model-card", args=[measured.pk])
    assert "All 7 entries" not in teacher.get(address).text
    monkeypatch.setattr(card, "MANY_INPUTS", 6)
    page = words(teacher.get(address))
    assert "Sensitive among them: Gender, Race/ethnicity, Parental education, Lunch." in page
    assert "All 7 entries" in page
