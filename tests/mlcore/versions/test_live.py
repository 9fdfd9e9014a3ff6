"""The version that answers, its bundle, and what keeps its file from answering."""

import pytest
from django.conf import settings
from factories import new_version

from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live, promotions


def path_of(version):
    return settings.BUNDLE_DIR / version.file


def test_the_live_version_answers_with_the_bundle_of_its_file(math):
    newer = new_version(math, shift=1.0)
    promotions.promote(newer, who="a test", why="newer")
    found = live.live(math)
    assert found.version == newer
    assert found.bundle is live.bundle_of(newer)
    assert found.bundle is not live.bundle_of(math.versions.get(number=1))


def test_without_a_live_version_the_command_that_trains_one_is_named(math):
    ModelVersion.objects.update(is_live=False)
    with pytest.raises(live.NoLiveModel, match="manage.py train math"):
        live.live(math)


def test_a_whole_file_has_no_problem_and_one_that_is_gone_or_altered_has(math, forget_bundles):
    version = math.versions.get()
    assert live.problem_of(version) == ""
    whole = path_of(version).read_bytes()
    path_of(version).write_bytes(b"altered")
    assert "train the task again" in live.problem_of(version)
    path_of(version).unlink()
    assert live.problem_of(version)
    path_of(version).write_bytes(whole)
    assert live.problem_of(version) == ""


def test_the_bundle_of_an_altered_file_is_refused(math, forget_bundles):
    version = math.versions.get()
    forget_bundles()
    path_of(version).write_bytes(b"altered")
    with pytest.raises(BundleError):
        live.bundle_of(version)
