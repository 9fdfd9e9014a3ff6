"""Settings for tests: a throw-away folder with a Postgres of its own, unless DATABASE_URL names a server."""

import os
import shutil
import tempfile

# Set before Django reads its settings; workers of a parallel run inherit the folder of their parent.
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["DEBUG"] = "false"
os.environ["HTTPS"] = "false"
os.environ.setdefault("OMP_NUM_THREADS", "1")
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not IS_WORKER:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="studentperf-test-")

from pathlib import Path

import pytest
from django.conf import settings


def pytest_unconfigure() -> None:
    if IS_WORKER:
        return
    from studentperf.embedded_postgres import server

    folder = Path(os.environ["DATA_DIR"])
    server.release(folder / "postgres")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _quick_settings(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.BUNDLE_DIR = tmp_path / "bundles"
