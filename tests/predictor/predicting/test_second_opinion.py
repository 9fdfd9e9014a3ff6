"""Equally good models are heard on the page of a prediction and in the API, where they differ."""

import pytest
from django.conf import settings
from django.urls import reverse
from model_runs import measured_version
from page_words import words
from told_ranges import beside

from mlcore.models import ModelVersion
from mlcore.versions.live import BUNDLES

HEARD = "Equally good models say"


@pytest.fixture
def predicted(predict, math):
    """By a version beside which another one says so many points more."""

    def by(more):
        beside(ModelVersion.objects.get(task=math), more)
        return predict()

    return by


def page(owner, prediction):
    return words(owner.get(reverse("prediction", args=[prediction.pk])))


def explained(api_owner, prediction):
    return api_owner.get(f"/api/v1/predictions/{prediction.pk}/explanation/").json()["second_opinion"]


def test_where_they_differ_the_page_says_so(owner, predicted):
    prediction = predicted(6.0)
    low, high = round(prediction.value), round(prediction.value + 6)
    assert f"About 1 in 5 score outside that. {HEARD} {low} to {high}." in page(owner, prediction)


def test_where_they_agree_the_page_says_nothing(owner, predicted):
    assert HEARD not in page(owner, predicted(1.0))


def test_the_api_gives_the_lowest_and_the_highest(api_owner, predicted):
    prediction = predicted(-1.5)
    assert explained(api_owner, prediction) == {
        "low": pytest.approx(prediction.value - 1.5),
        "high": prediction.value,
    }


def test_a_version_without_others_has_no_second_opinion(owner, api_owner, prediction):
    assert HEARD not in page(owner, prediction)
    assert explained(api_owner, prediction) is None


def test_where_the_file_is_gone_the_page_is_still_there(owner, predicted):
    prediction = predicted(6.0)
    (settings.BUNDLE_DIR / prediction.model_version.file).unlink()
    BUNDLES.clear()
    assert HEARD not in page(owner, prediction)


def test_the_card_says_whether_they_are_asked(owner, math):
    version = measured_version(math)
    card = reverse("model-card", args=[version.pk])
    assert "second opinion" not in owner.get(card).text
    found = {"kind": "too few", "labels": ["Lasso"]}
    version.run.details["diagnosis"]["second_opinion"] = found
    version.run.save()
    assert "Lasso is as good, but is not asked for a second opinion" in words(owner.get(card))
