"""Loaded bundles stay in the process as long as there is room for them."""

import pytest
from django.conf import settings
from factories import new_version

from mlcore.versions.bundle_cache import BundleCache


@pytest.fixture
def files(math):
    """Path and hash of three bundles of about the same size."""
    versions = [math.versions.get(), new_version(math, shift=1.0), new_version(math, shift=2.0)]
    return [(settings.BUNDLE_DIR / version.file, version.sha256) for version in versions]


def room_for(count, files):
    return BundleCache(count * max(path.stat().st_size for path, _ in files))


def test_a_bundle_is_loaded_once(files):
    cache = room_for(3, files)
    assert cache.get(*files[0]) is cache.get(*files[0])


def test_the_one_that_was_not_asked_for_longest_goes_when_there_is_no_room(files):
    cache = room_for(2, files)
    first, second = cache.get(*files[0]), cache.get(*files[1])
    assert cache.get(*files[0]) is first
    cache.get(*files[2])
    assert len(cache) == 2
    assert cache.get(*files[0]) is first
    assert cache.get(*files[1]) is not second


def test_a_bundle_larger_than_all_room_is_kept_while_nobody_asks_for_another(files):
    cache = BundleCache(1)
    assert cache.get(*files[0]) is cache.get(*files[0])
    cache.get(*files[1])
    assert len(cache) == 1
