"""Files of models that are kept elsewhere: machines share nothing but the database and that place."""

import os

import pytest
from django.core.files.storage import storages
from elsewhere import ELSEWHERE
from factories import new_version

from mlcore.bundles import files
from mlcore.models import ModelVersion
from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from mlcore.versions.pruning import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings):
    """Where the files are kept."""
    settings.STORAGES = settings.STORAGES | ELSEWHERE
    return storages["bundles"]


@pytest.fixture
def version(kept, math, settings):
    version = ModelVersion.objects.live_for(math)
    files.publish(settings.BUNDLE_DIR / version.file)
    return version


@pytest.fixture
def another_machine(version, settings, tmp_path, forget_bundles):
    forget_bundles()
    settings.BUNDLE_DIR = tmp_path / "another machine"


def test_a_machine_that_never_had_the_file_answers(version, another_machine, answers, settings):
    assert live.bundle_of(version).predict([answers])[0].value
    assert [path.name for path in settings.BUNDLE_DIR.iterdir()] == [version.file]


def test_a_file_is_brought_once(version, kept, another_machine, forget_bundles):
    live.bundle_of(version)
    forget_bundles()
    live.bundle_of(version)
    assert kept.asked == [version.file]


def test_a_copy_that_was_damaged_is_brought_again(version, another_machine, settings, forget_bundles):
    live.bundle_of(version)
    (settings.BUNDLE_DIR / version.file).write_bytes(b"damaged")
    forget_bundles()
    assert live.problem_of(version) == ""
    assert live.bundle_of(version)


def test_what_was_altered_where_it_is_kept_is_refused_and_leaves_nothing(version, kept, another_machine, settings):
    kept.delete(version.file)
    with kept.open(version.file, "wb") as content:
        content.write(b"altered")
    with pytest.raises(BundleError, match="altered or cut short in the storage"):
        live.bundle_of(version)
    assert list(settings.BUNDLE_DIR.iterdir()) == []


def test_what_is_not_kept_anywhere_is_refused_with_the_remedy(version, kept, another_machine):
    kept.delete(version.file)
    with pytest.raises(BundleError, match="is not in the storage; train the task again: manage.py train math"):
        live.bundle_of(version)


def test_probes_bring_the_file_once_and_then_ask_nobody(client, version, kept, another_machine):
    assert [client.get("/readyz").status_code for _ in range(3)] == [200, 200, 200]
    assert kept.asked == [version.file]
    kept.answers = False
    assert client.get("/readyz").status_code == 200


def test_a_place_that_does_not_answer_is_not_asked_at_every_probe(client, version, kept, another_machine):
    kept.answers = False
    assert [client.get("/readyz").status_code for _ in range(3)] == [503, 503, 503]
    assert kept.asked == [version.file]
    with pytest.raises(BundleError, match="cannot be fetched: the storage of the model files does not answer"):
        live.bundle_of(version)


def test_copies_of_what_another_machine_pruned_go_when_they_are_old(version, another_machine, settings):
    live.bundle_of(version)
    young, old = (settings.BUNDLE_DIR / f"math-{digit * 64}.joblib" for digit in "01")
    for path in (young, old, settings.BUNDLE_DIR / version.file):
        path.touch()
    for path in (old, settings.BUNDLE_DIR / version.file):
        os.utime(path, (0, 0))
    files.delete_copies(keep={version.file})
    assert {path.name for path in settings.BUNDLE_DIR.iterdir()} == {young.name, version.file}


def test_pruning_takes_the_file_from_where_it_is_kept(version, math, settings, kept):
    waiting = [new_version(math, shift=float(shift)) for shift in (1, 2)]
    for one in waiting:
        files.publish(settings.BUNDLE_DIR / one.file)
    work.prune(keep=1, who="a test")
    assert [one.name for one in files.listing()] == sorted([version.file, waiting[1].file])
    assert not (settings.BUNDLE_DIR / waiting[0].file).exists()
