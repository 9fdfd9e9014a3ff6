"""A process that learned nothing of it drops the model of somebody who was forgotten at its next request."""

import pytest
from django.urls import reverse

from mlcore.models import ModelVersion
from mlcore.versions import live
from mlcore.versions.bundle_cache import BundleCache
from mlcore.versions.forgetting import unlearning
from mlcore.versions.retraining import Asked
from predictor.forgetting.rest.finishing import finish

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def in_another_process(monkeypatch):
    """What is forgotten there clears no memory here."""
    monkeypatch.setattr(unlearning, "BUNDLES", BundleCache(1))


def test_at_its_next_request_of_any_page_nothing_of_it_is_left(
    in_another_process, school, marked, train, forget, owner, settings
):
    before = train(candidates=("linear",))
    live.bundle_of(before)
    forget(marked)
    list(finish(Asked(who="a test")))
    assert settings.BUNDLE_DIR / before.file in live.BUNDLES.paths()
    owner.get(reverse("home"))
    assert settings.BUNDLE_DIR / before.file not in live.BUNDLES.paths()


def test_until_its_successor_serves_it_stays(in_another_process, school, marked, train, forget, owner, settings):
    before = train(candidates=("linear",))
    live.bundle_of(before)
    forget(marked)
    owner.get(reverse("home"))
    assert settings.BUNDLE_DIR / before.file in live.BUNDLES.paths()


def test_a_file_that_is_missing_for_another_reason_goes_on_answering(math, school, train, owner, settings):
    version = train(candidates=("linear",))
    live.bundle_of(version)
    (settings.BUNDLE_DIR / version.file).unlink()
    owner.get(reverse("home"))
    assert live.bundle_of(ModelVersion.objects.get(pk=version.pk))


def test_a_machine_with_copies_of_its_own_asks_each_minute(
    in_another_process, school, marked, train, forget, owner, settings, monkeypatch
):
    before = train(candidates=("linear",))
    live.bundle_of(before)
    forget(marked)
    list(finish(Asked(who="a test")))
    copy = settings.BUNDLE_DIR / before.file
    copy.write_bytes(b"its own copy")
    monkeypatch.setattr(live.files, "kept_elsewhere", lambda: True)
    monkeypatch.setitem(live._looked, "at", -live.SECONDS_UNTIL_ASKED - 1)
    owner.get(reverse("home"))
    assert (copy in live.BUNDLES.paths(), copy.exists()) == (False, False)
