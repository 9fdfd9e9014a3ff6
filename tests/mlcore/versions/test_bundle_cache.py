"""Loaded bundles stay in the process as long as there is room for them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.conf import settings
from factories import new_version

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions.bundle_cache import BundleCache

THREADS = 4


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


def test_threads_that_ask_together_load_a_file_once(files, monkeypatch):
    loaded, together, another = [], Barrier(THREADS), Barrier(2)

    def load(path, sha256, load=Bundle.load):
        loaded.append(path)
        with suppress(BrokenBarrierError):
            another.wait(timeout=0.3)  # in vain, if nobody else loads it meanwhile
        return load(path, sha256)

    monkeypatch.setattr(Bundle, "load", load)
    cache = room_for(3, files)
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda _: together.wait() >= 0 and cache.get(*files[0]), range(THREADS)))
    assert len(loaded) == len(set(map(id, found))) == 1


def test_another_file_is_loaded_while_one_still_is(files, monkeypatch):
    both = Barrier(2)
    monkeypatch.setattr(Bundle, "load", lambda path, sha256, load=Bundle.load: both.wait(5) >= 0 and load(path, sha256))
    cache = room_for(3, files)
    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(lambda file: cache.get(*file), files[:2]))


def test_a_file_that_is_lost_while_it_is_loaded_still_answers(files, monkeypatch):
    def load(path, sha256, load=Bundle.load):
        bundle = load(path, sha256)
        path.unlink()
        return bundle

    monkeypatch.setattr(Bundle, "load", load)
    cache = room_for(3, files)
    assert cache.get(*files[0]) is cache.get(*files[0])


def test_a_file_that_could_not_be_loaded_is_tried_again(files):
    path, sha256 = files[0]
    content, cache = path.read_bytes(), room_for(3, files)
    path.unlink()
    with pytest.raises(BundleError, match="cannot be read"):
        cache.get(path, sha256)
    path.write_bytes(content)
    assert cache.get(path, sha256).passport["rows"]
