"""What `make run` does again, and what it does not."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def what_make_does(folder, newer):
    """For the files of browsers, once `newer` was changed."""
    os.utime(folder / newer, (time.time() + 60,) * 2)
    return subprocess.run(["make", "-n", "staticfiles/.stamp"], cwd=folder, capture_output=True, text=True).stdout


@pytest.fixture
def installed(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    places = [
        "requirements.txt",
        ".venv/bin/python",
        ".venv/runtime.stamp",
        "static/a.css",
        ".env",
        "staticfiles/.stamp",
    ]
    for age, place in enumerate(reversed(places)):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
        os.utime(tmp_path / place, (time.time() - 60 * (age + 1),) * 2)
    return tmp_path


@pytest.mark.parametrize(("newer", "again"), [("static/a.css", True), (".venv/runtime.stamp", True), (".env", False)])
def test_files_for_browsers_are_collected_again_only_where_they_may_be_others(installed, newer, again):
    assert ("collectstatic" in what_make_does(installed, newer)) is again
