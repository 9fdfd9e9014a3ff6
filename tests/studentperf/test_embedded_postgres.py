"""The Postgres in a folder: comes when needed, goes with its last user, survives kill -9."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONNECT = """
import sys, django
django.setup()
from django.db import connection
connection.cursor().execute("SELECT 1")
print("connected", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "postgres"


def start(folder: Path) -> subprocess.Popen[str]:
    """A process that is connected and waits for a line or its end."""
    environment = os.environ | {"DATA_DIR": str(folder.parent), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "studentperf.settings"
    process = subprocess.Popen(
        [sys.executable, "-c", CONNECT],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "connected\n", process.stderr.read()
    return process


def finish(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate("\n")
    assert process.returncode == 0, errors


def is_running(folder: Path) -> bool:
    return (folder / "postmaster.pid").exists()


def test_server_stops_with_its_last_user(folder):
    first, second = start(folder), start(folder)
    finish(first)
    assert is_running(folder)
    finish(second)
    assert not is_running(folder)


def test_a_user_killed_by_force_does_not_keep_the_server_for_ever(folder):
    killed = start(folder)
    killed.kill()
    killed.communicate()
    assert is_running(folder)
    finish(start(folder))
    assert not is_running(folder)


def test_a_killed_server_comes_back_with_its_data(folder):
    holder = start(folder)
    os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    finish(start(folder))
    finish(holder)
    assert not is_running(folder)
