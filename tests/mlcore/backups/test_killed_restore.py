"""Killed by force at any point, a restore leaves what was there, or all of the backup."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from mlcore.models import ModelVersion, Restoration
from mlcore.versions.live import bundle_of

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import importlib, os, signal, sys
import django; django.setup()
from django.conf import settings
from django.core.management import execute_from_command_line as run
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from pathlib import Path
settings.BUNDLE_DIR = Path(sys.argv[2])
module, _, name = sys.argv[4].rpartition(":")
setattr(importlib.import_module(module), name, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))
run(["manage.py", "restore", "--replace", sys.argv[3]])
"""


@pytest.fixture
def backup(math, tmp_path, settings, forget_bundles) -> Path:
    """Since it was made, somebody came and the model file was lost."""
    call_command("backup", str(tmp_path / "backup.tar.gz"), stderr=io.StringIO())
    User.objects.create_user("later")
    (settings.BUNDLE_DIR / ModelVersion.objects.get().file).unlink()
    forget_bundles()
    return tmp_path / "backup.tar.gz"


def killed_at(place: str, backup: Path, bundles: Path) -> None:
    command = [sys.executable, "-c", KILLED, connection.settings_dict["NAME"], str(bundles), str(backup), place]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "studentperf.settings"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == -signal.SIGKILL, result.stderr


@pytest.mark.parametrize(
    "place",
    [
        "mlcore.backups.tables:fill",
        "mlcore.backups.reading:copy_into",
        "mlcore.backups.tables:set_sequences",
        "mlcore.backups.restoring:call_command",
        "mlcore.backups.restoring:_remember",
    ],
)
def test_before_the_end_everything_is_as_it_was(backup, settings, place):
    killed_at(place, backup, settings.BUNDLE_DIR)
    assert User.objects.get().username == "later"
    assert ModelVersion.objects.live().count() == 1
    assert not Restoration.objects.exists()


def test_after_the_end_everything_is_as_the_backup_has_it(backup, settings):
    killed_at("predictor.management.commands.restore:_said", backup, settings.BUNDLE_DIR)
    assert not User.objects.exists()
    assert Restoration.objects.count() == 1
    assert bundle_of(ModelVersion.objects.live().get())


def test_what_a_killed_restore_left_does_not_disturb_the_next(backup, settings):
    killed_at("mlcore.backups.restoring:_remember", backup, settings.BUNDLE_DIR)
    call_command("restore", str(backup), "--replace", stdout=io.StringIO())
    assert not User.objects.exists()
    assert bundle_of(ModelVersion.objects.live().get())
