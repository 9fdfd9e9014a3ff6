"""A form with very many inputs in a real browser: fields are found by their words, and every one is sent."""

import pytest
from accessibility import WINDOWS, findings
from django.urls import reverse

from predictor.models import Prediction
from predictor.predicting import forms

pytestmark = pytest.mark.browser


@pytest.fixture
def address(math, student, monkeypatch):
    monkeypatch.setattr(forms, "MOST_ON_A_SHEET", 1)
    return reverse("predict", args=[student.pk, math.slug])


def test_words_leave_the_fields_that_have_them_and_the_list_of_parts_makes_room(browse, people, address):
    page = browse(people.owner, width=390)
    page.goto(address)
    parts, fields = page.locator(".find__parts"), page.locator("[data-section] .field:visible")
    everything = fields.count()
    page.get_by_label("Find a field").fill("sco read")
    assert fields.count() == 1
    assert not parts.is_visible()
    page.get_by_label("Find a field").fill("")
    assert fields.count() == everything > 1
    assert parts.is_visible()


def test_fields_that_are_not_shown_are_sent_as_well(browse, people, address):
    page = browse(people.owner)
    page.goto(address)
    page.get_by_label("Writing score").fill("74")
    page.get_by_label("Find a field").fill("reading")
    page.get_by_label("Reading score").fill("72")
    page.get_by_role("button", name="Predict").click()
    page.wait_for_url("**/predictions/*/")
    answers = Prediction.objects.get().submission.answers
    assert (answers["reading_score"], answers["writing_score"]) == (72, 74)


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_a_long_form_is_accessible_and_fits(browse, people, address, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    page.goto(address)
    page.get_by_label("Find a field").fill("score")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_every_field_shows_and_there_is_no_search(browse, people, address):
    page = browse(people.owner, scripts=False)
    page.goto(address)
    assert page.get_by_label("Reading score").is_visible()
    assert not page.locator("#find-field").is_visible()
