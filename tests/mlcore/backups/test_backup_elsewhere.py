"""What is restored goes where the files of models are kept, not into a folder of one machine."""

import pytest
from archives import taken_apart
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from elsewhere import ELSEWHERE

from mlcore.bundles import files
from mlcore.models import ModelVersion
from mlcore.versions import live

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(math, settings, forget_bundles):
    """Live, and kept elsewhere; this machine has no copy."""
    settings.STORAGES = settings.STORAGES | ELSEWHERE
    version = ModelVersion.objects.live_for(math)
    files.publish(settings.BUNDLE_DIR / version.file)
    (settings.BUNDLE_DIR / version.file).unlink()
    forget_bundles()
    return version


def test_a_backup_takes_the_file_from_there_and_keeps_no_copy(version, settings, tmp_path):
    call_command("backup", str(tmp_path / "backup.tar.gz"))
    assert taken_apart(tmp_path / "backup.tar.gz")[f"bundles/{version.file}"]
    assert list(settings.BUNDLE_DIR.iterdir()) == []


def test_a_backup_without_its_models_is_none(version, tmp_path):
    storages["bundles"].answers = False
    with pytest.raises(CommandError, match="the storage of the model files does not answer"):
        call_command("backup", str(tmp_path / "backup.tar.gz"))
    assert not (tmp_path / "backup.tar.gz").exists()


def test_a_restored_file_is_kept_for_every_machine(math, settings, tmp_path, forget_bundles):
    call_command("backup", str(tmp_path / "backup.tar.gz"))
    settings.STORAGES = settings.STORAGES | ELSEWHERE
    call_command("restore", str(tmp_path / "backup.tar.gz"), replace=True)
    settings.BUNDLE_DIR = tmp_path / "another machine"
    forget_bundles()
    version = ModelVersion.objects.live_for("math")
    assert [one.name for one in files.listing()] == [version.file]
    assert live.bundle_of(version)
