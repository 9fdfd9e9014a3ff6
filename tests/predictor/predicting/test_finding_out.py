"""What to find out next stands beside what the model could not know, on the page and in the API."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from page_words import words
from told_ranges import tells, tells_widths_only

from mlcore.models import ModelVersion
from mlcore.versions.live import BUNDLES
from mlcore.words.marks.finding_out import ToFindOut
from predictor.predicting.asked_again import what_to_find_out

PROMISE = "With the reading score the range would be"


@pytest.fixture
def lacking(predict, answers):
    """Of a version that knows what each gap adds."""
    tells(ModelVersion.objects.get(task__slug="math"))
    return predict(answers=answers | {"reading_score": None, "writing_score": None})


def test_the_page_says_what_would_narrow_the_range_most(owner, lacking):
    text = words(owner.get(reverse("prediction", args=[lacking.pk])))
    assert f"{PROMISE} 20 points wide instead of 34." in text
    assert "Or with the writing score: 32 points" in text


def test_the_promise_is_kept_once_the_value_is_in(lacking, predict, answers):
    found = predict(answers=answers | {"writing_score": None})
    narrowest = what_to_find_out(lacking).best
    width = round(found.high80) - round(found.low80)
    assert f"{PROMISE} {width} points wide" in narrowest


def test_the_api_gives_the_ends_of_each(api_owner, lacking):
    (first, second) = api_owner.get(f"/api/v1/predictions/{lacking.pk}/explanation/").json()["find_out"]
    assert (first["field"], second["field"]) == ("reading_score", "writing_score")
    assert first["is_sure"] is second["is_sure"] is True
    assert lacking.low80 <= second["low"] < first["low"] < first["high"] < second["high"] <= lacking.high80


def test_nothing_is_said_where_all_is_known(owner, api_owner, prediction):
    assert "would be narrower" not in owner.get(reverse("prediction", args=[prediction.pk])).text
    assert api_owner.get(f"/api/v1/predictions/{prediction.pk}/explanation/").json()["find_out"] == []


def test_a_version_that_measured_no_gap_alone_says_nothing(owner, api_owner, predict, answers):
    tells_widths_only(ModelVersion.objects.get(task__slug="math"))
    prediction = predict(answers=answers | {"reading_score": None})
    assert PROMISE not in words(owner.get(reverse("prediction", args=[prediction.pk])))
    assert api_owner.get(f"/api/v1/predictions/{prediction.pk}/explanation/").json()["find_out"] is None


def test_nothing_is_said_where_the_file_of_the_version_is_gone(owner, lacking):
    (settings.BUNDLE_DIR / lacking.model_version.file).unlink()
    BUNDLES.clear()
    page = owner.get(reverse("prediction", args=[lacking.pk]))
    assert page.status_code == 200
    assert PROMISE not in words(page)


@pytest.mark.parametrize(("others", "is_folded"), [(5, False), (6, True)])
def test_many_others_are_folded(others, is_folded):
    found = ToFindOut(best="The best.", others=tuple(f"Or {place}" for place in range(others)))
    page = render_to_string("predicting/parts/find_out.html", {"find_out": found})
    assert (f"<summary>{others} others, each known alone</summary>" in page) == is_folded
    assert page.count("<li>Or ") == others
